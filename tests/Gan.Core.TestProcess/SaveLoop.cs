using Gan.Core.ModelFiles;

namespace Gan.Core.TestProcess;

/// <summary>
/// <c>save-loop FILE CONTENT...</c>: replaces the file with each of the contents in turn, over and over, as fast as it can, and prints the
/// number of each save once it is done, until it is killed. It stays away from tensors because it starts much faster so.
/// </summary>
internal static class SaveLoop
{
    // The end of a process whose test was itself killed.
    private const int MostSaves = 10_000;
    private const int PieceLength = 1 << 16;

    public static void Run(string[] arguments)
    {
        byte[][] contents = [.. arguments.Skip(1).Select(File.ReadAllBytes)];
        for (int save = 0; save < MostSaves; save++)
        {
            byte[] content = contents[save % contents.Length];
            AtomicFile.Write(arguments[0], stream =>
            {
                foreach (byte[] piece in content.Chunk(PieceLength))
                {
                    stream.Write(piece);
                }
            });
            Console.WriteLine(save);
        }
    }
}
