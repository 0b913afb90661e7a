/** Reads ONNX files and refuses those that must not decide. Protobuf's types appear only here. */
package io.ringmaster.inference.model.onnx;
