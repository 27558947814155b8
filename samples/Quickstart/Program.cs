using Gan.Core;
using Gan.Data.Cifar;
using Gan.Imaging;
using TorchSharp;

// Downloads and verifies CIFAR-10 the first time (170 MB); a path as the only argument reads a copy of yours instead.
CifarOptions source = new() { DataPath = args.FirstOrDefault() };
CifarDogDataset dogs = await CifarDogDataset.LoadAsync(source);

// Ctrl-C saves first; run again to go on where it stopped.
using CancellationTokenSource stop = new();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

using GanTrainer trainer = GanPresets.QuickDogs()
    .WithTimeBudget(TimeSpan.FromMinutes(30))
    .WithSeed(42)
    .SaveTo("runs/quickstart")
    .WithPictures(every: 5)
    .Build();

try
{
    trainer.Train(dogs, new ConsoleProgress(), stop.Token);
}
catch (OperationCanceledException)
{
    Console.WriteLine("Saved.");
    return;
}

using GanGenerator generator = GanGenerator.Load("runs/quickstart/generator.safetensors");
using torch.Tensor images = generator.Sample(64, seed: 7);
ImageGrid.Save("dogs.png", images);
Console.WriteLine($"64 dogs: {Path.GetFullPath("dogs.png")}");

internal sealed class ConsoleProgress : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => Console.WriteLine(
        $"epoch {value.Epoch}/{value.Epochs}: D {value.DiscriminatorLoss:F3}, G {value.GeneratorLoss:F3}, {value.Remaining:h\\:mm\\:ss} left");
}
