namespace DogGan.Tests;

/// <summary>Bad input ends with exit code 2 and one readable line on standard error, before anything is trained.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("doggan-tests-").FullName;

    [Theory]
    [InlineData("train --preset lr9 --data synthetic", "'lr9' is unknown. Choose one of baseline, conditional-cifar10, lr0002, lr0003, quick-dogs.")]
    [InlineData("train --precision half --data synthetic", "'half' is unknown. Choose one of float32, bfloat16, auto.")]
    [InlineData("train --batch-size 0 --data synthetic", "the batch size is 0; it must be at least 2")]
    [InlineData("train --epochs 0 --data synthetic", "the number of epochs is 0")]
    [InlineData("train --epochs many", "many")]
    [InlineData("train --device tpu --data synthetic", "'tpu' is not a device. Use auto, cpu, cuda")]
    [InlineData("train --data missing", "'missing' does not exist")]
    [InlineData("train --data empty", "empty")]
    [InlineData("train --data damaged", "data_batch_1.bin")]
    [InlineData("train --data synthetic --out file", "nothing can be written to 'file'")]
    [InlineData("train --data synthetic --resume", "holds no checkpoint to resume from")]
    [InlineData("train --data synthetic --keep-best beauty", "'beauty' is unknown. Choose one of frechet_distance, kernel_distance")]
    [InlineData("train --data synthetic --evaluate-every 0", "a measurement is wanted every 0 epochs")]
    [InlineData("train --data synthetic --held-out nowhere", "--held-out: the folder 'nowhere' does not exist")]
    [InlineData("sample --model missing.safetensors", "missing.safetensors")]
    [InlineData("sample --model file", "file")]
    [InlineData("sample", "--model")]
    [InlineData("walk", "--model")]
    [InlineData("walk --model missing.safetensors", "missing.safetensors")]
    [InlineData("walk --model missing.safetensors --out walk.gif", "'walk.gif' is no animated PNG")]
    [InlineData("walk --model missing.safetensors --frames 3 --keys 4", "--frames 3 --keys 4")]
    [InlineData("walk --model missing.safetensors --fps 0", "--fps")]
    [InlineData("evaluate --data synthetic", "--model")]
    [InlineData("evaluate --model missing.safetensors --data synthetic", "missing.safetensors")]
    [InlineData("evaluate --model missing.safetensors --neighbours grid.gif", "'grid.gif' is no picture")]
    [InlineData("compare --presets lr0003,lr9 --data synthetic", "'lr9' is unknown")]
    [InlineData("compare --epochs 0 --data synthetic", "--epochs is 0")]
    [InlineData("search --data synthetic", "name what is searched, with --grid or --random: learning-rate, generator-rate, ")]
    [InlineData("search --grid batch=16,32", "--grid: 'batch' is unknown. Choose one of learning-rate, ")]
    [InlineData("search --random beta1=0.1", "--random: 'beta1=0.1' is no range: write it as in ")]
    [InlineData("search --grid beta1=0,1/2", "--grid: '1/2' in 'beta1=0,1/2' is no number")]
    [InlineData("search --grid beta1=0,0.5 --eta 1", "Eta is 1; it must be at least 2.")]
    [InlineData("search --grid beta1=0,0.5 --rungs 1,two", "--rungs: 'two' in '1,two' is no number of epochs")]
    [InlineData("search --grid beta1=0,2 --data synthetic", "trial 2 (beta1 2): the generator's beta1 is 2")]
    [InlineData("detect train --data synthetic", "--generators")]
    [InlineData("detect train --generators missing.safetensors --data synthetic", "missing.safetensors")]
    [InlineData("detect train --generators missing.safetensors --epochs 0", "the number of epochs is 0")]
    [InlineData("detect train --generators missing.safetensors --distort 2", "the probability of a distortion is 2")]
    [InlineData("detect train --generators missing.safetensors --out nowhere/d.safetensors", "the folder of")]
    [InlineData("detect test --detector missing.safetensors --data synthetic", "--generators")]
    [InlineData("detect score picture.png --detector missing.safetensors", "missing.safetensors")]
    [InlineData("detect score", "'path' missing")]
    [InlineData("dance", "dance")]
    public void It_is_refused(string arguments, string expected)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "empty"));
        File.WriteAllText(Path.Combine(_folder, "file"), "text");
        WriteDamagedCifar(Path.Combine(_folder, "damaged"));

        using DogGanProcess process = new(_folder, arguments.Split(' '));
        (int exitCode, _, string errors) = process.Finish();

        exitCode.Should().Be(2, errors);
        errors.TrimEnd().Split('\n').Should().ContainSingle().Which.Should().StartWith("error: ").And.Contain(expected);
        Directory.Exists(Path.Combine(_folder, "runs", "lr0003", "checkpoints")).Should().BeFalse();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void WriteDamagedCifar(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (string name in new[] { "data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5", "test_batch" })
        {
            using FileStream file = File.Create(Path.Combine(folder, $"{name}.bin"));
            file.SetLength(name == "data_batch_1" ? 30_729_999 : 30_730_000);
        }
    }
}
