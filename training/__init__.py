"""Scripts that make the model: corpora → examples → reader → ONNX. Never imported by the package."""
