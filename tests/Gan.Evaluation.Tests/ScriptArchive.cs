using System.IO.Compression;
using System.Text;

namespace Gan.Evaluation.Tests;

/// <summary>Writes TorchScript files of modules without weights, as <c>torch.jit.save</c> lays them out.</summary>
internal static class ScriptArchive
{
    /// <param name="path">The file.</param>
    /// <param name="method">
    /// The source of a method, such as <c>def forward(self, x: Tensor) -> Tensor: …</c>, each line indented by two.
    /// </param>
    public static void Write(string path, string method)
    {
        using ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create);

        // Pickle protocol 2: an object __torch__.M() whose state is {"training": True}; the constants are an empty tuple.
        Add(archive, "module/data.pkl", "\u0080\u0002c__torch__\nM\n)\u0081}X\u0008\0\0\0training\u0088sb.");
        Add(archive, "module/code/__torch__.py", $"class M(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n{method}\n");
        Add(archive, "module/constants.pkl", "\u0080\u0002).");
        Add(archive, "module/version", "3\n");
    }

    private static void Add(ZipArchive archive, string name, string content)
    {
        using Stream entry = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
        entry.Write(Encoding.Latin1.GetBytes(content));
    }
}
