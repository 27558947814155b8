using Gan.Core.TestProcess;

// What a test needs done in a process of its own, as a verb with arguments. Each verb is one class.
Dictionary<string, Action<string[]>> verbs = new()
{
    ["native-variables"] = NativeVariables.Run,
    ["save-loop"] = SaveLoop.Run,
    ["train-run"] = TrainRun.Run,
    ["write-sample"] = WriteSample.Run,
};

if (args is not [string verb, .. string[] rest] || !verbs.TryGetValue(verb, out Action<string[]>? run))
{
    Console.Error.WriteLine($"Name one of the verbs: {string.Join(", ", verbs.Keys)}.");
    return 2;
}

run(rest);
return 0;
