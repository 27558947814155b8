// TorchSharp's random generators and its counts of live tensors belong to the process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
