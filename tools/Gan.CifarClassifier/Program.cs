using System.CommandLine;
using System.Globalization;
using Gan.CifarClassifier;
using Gan.Core;
using Gan.Data.Cifar;

Option<string> data = new("--data") { Description = "CIFAR-10: a folder or the official archive.", Required = true };
Option<string> output = new("--out") { Description = "Where the weights go.", Required = true };
Option<int> epochs = new("--epochs") { Description = "Passes over the training pictures, at least 1.", DefaultValueFactory = _ => ClassifierTraining.DefaultEpochs };
Option<int> seed = new("--seed") { Description = "Fixes the first weights, the order and the augmentation.", DefaultValueFactory = _ => 0 };
RootCommand root = new("Trains the classifier whose weights Gan.Data.Cifar ships for CifarFeatures.") { data, output, epochs, seed };
epochs.Validators.Add(result =>
{
    if (result.GetValue(epochs) < 1)
    {
        result.AddError("--epochs is at least 1.");
    }
});
root.SetAction(async (parsed, cancellation) =>
{
    try
    {
        CifarOptions options = new() { DataPath = parsed.GetValue(data) };
        Cifar10Dataset train = await Cifar10Dataset.LoadAsync(options, cancellationToken: cancellation);
        Cifar10Dataset test = await Cifar10Dataset.LoadAsync(options with { Split = CifarSplit.Test }, cancellationToken: cancellation);
        ClassifierTraining training = new(train, test, parsed.GetValue(epochs), parsed.GetValue(seed), Console.WriteLine);
        training.Run(parsed.GetValue(output)!, cancellation);
        (double accuracy, string checksum) = WrittenWeights.Check(parsed.GetValue(output)!, test);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The written weights: test accuracy {accuracy:P2}, SHA-256 {checksum}"));
        return 0;
    }
    catch (Exception failure) when (failure is GanDataException or GanFileException or TorchRuntimeException)
    {
        Console.Error.WriteLine(failure.Message);
        return 1;
    }
});
return await root.Parse(args).InvokeAsync();
