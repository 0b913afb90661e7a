/** Reads ONNX files, refuses those that must not decide, and writes plain networks. Protobuf's types appear only here. */
package io.ringmaster.inference.model.onnx;
