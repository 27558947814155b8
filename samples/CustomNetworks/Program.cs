using CustomNetworks;
using Gan.Core;
using Gan.Imaging;

// Networks of your own train beside the presets: implement IGenerator and IDiscriminator on TorchSharp modules.
// These two are conditional: they are told which of the data set's classes to draw and to judge. They are made of the layers that the
// presets are made of, so that they are laid out for speed, and also train in bfloat16 where that is faster.
TorchRuntime.EnsureLoaded();
ImageDataset faces = SyntheticImages.Create(count: 2_000);
using PerceptronGenerator generator = new(faces.Shape, faces.ClassNames.Count);
using PatchDiscriminator discriminator = new(faces.Shape, faces.ClassNames.Count);

using GanTrainer trainer = new GanBuilder()
    .WithGenerator(generator)
    .WithDiscriminator(discriminator)
    .WithLoss(AdversarialLosses.Hinge)
    .WithPrecision(Precision.Auto)
    .WithEpochs(args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 20)
    .SaveTo("runs/custom", new SaveOptions { Resume = ResumeMode.Auto })
    .WithPictures(every: 5)
    .Build();

TrainingResult result = trainer.Train(faces);
Console.WriteLine($"{result.Steps} steps in {result.Elapsed:mm\\:ss}; see runs/custom/samples");

// A file of your own network holds weights and names, not code: loading takes the network.
using PerceptronGenerator empty = new(faces.Shape, faces.ClassNames.Count);
using GanGenerator saved = GanGenerator.Load("runs/custom/generator.safetensors", empty);
using TorchSharp.torch.Tensor images = saved.Sample(16, seed: 1, label: 0);
ImageGrid.Save("runs/custom/first-class.png", images);
