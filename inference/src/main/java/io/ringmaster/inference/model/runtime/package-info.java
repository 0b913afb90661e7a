/** ONNX Runtime behind our interface. Its types appear only here. */
package io.ringmaster.inference.model.runtime;
