using System.CommandLine;
using Gan.Core;
using Gan.Data.Cifar;
using Gan.Evaluation;
using Gan.Recipes;
using Gan.Reports;

const string parameter = "recipe";
Option<string> data = new("--data") { Description = "A folder or archive of CIFAR-10.", Required = true };
Option<string[]> only = new("--only") { Description = "Recipes to try (default: all).", AllowMultipleArgumentsPerToken = true };
Option<int> epochs = new("--epochs") { Description = "Passes over the dogs.", DefaultValueFactory = _ => 10 };
Option<int> seeds = new("--seeds") { Description = "Runs of each recipe.", DefaultValueFactory = _ => 2 };
Option<string> output = new("--out")
{
    Description = "The folder; started again, what is there is not trained again.",
    DefaultValueFactory = _ => "runs/recipes",
};
RootCommand root = new("Trains the preset quick-dogs with one technique more or less at a time, and measures what that does to the dogs.")
{
    data, only, epochs, seeds, output,
};
root.SetAction(async (parsed, cancellationToken) =>
{
    string[] names = parsed.GetValue(only) is { Length: > 0 } asked ? asked : [.. Recipes.All.Keys];
    if (names.FirstOrDefault(name => !Recipes.All.ContainsKey(name)) is { } unknown)
    {
        Console.Error.WriteLine($"error: --only: '{unknown}' is unknown. Choose among {string.Join(", ", Recipes.All.Keys)}.");
        return 1;
    }

    CifarDogDataset dogs = await CifarDogDataset.LoadAsync(new CifarOptions { DataPath = parsed.GetValue(data) }, cancellationToken: cancellationToken);
    CifarDogDataset heldOut = await CifarDogDataset.LoadAsync(
        new CifarOptions { DataPath = parsed.GetValue(data), Split = CifarSplit.Test }, cancellationToken: cancellationToken);
    using CifarFeatures features = CifarFeatures.Load();
    GanSearch search = new(
        GanPresets.QuickDogs,
        [new SearchParameter(parameter, names.ToDictionary(name => name, name => Recipes.All[name]))],
        new SearchOptions
        {
            Epochs = parsed.GetValue(epochs),
            Rungs = [],
            SeedsPerTrial = parsed.GetValue(seeds),
            Metric = EvaluationMetric.FrechetDistance,
            Folder = parsed.GetValue(output)!,
        });
    SearchResult result = search.Run(dogs, heldOut, [features], cancellationToken: cancellationToken);
    using Evaluator evaluator = new(dogs, heldOut, [features], new EvaluationOptions());
    RecipeTable.Write(result, parameter, evaluator);
    return 0;
});
return await root.Parse(args).InvokeAsync();
