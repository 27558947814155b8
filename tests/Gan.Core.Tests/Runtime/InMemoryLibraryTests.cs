using System.Runtime.InteropServices;

namespace Gan.Core.Tests.Runtime;

public class InMemoryLibraryTests
{
    // A small library that every Linux machine with .NET has, and a function of it.
    private const string LibraryName = "libSystem.IO.Compression.Native.so";
    private const string FunctionName = "CompressionNative_Crc32";

    public InMemoryLibraryTests()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Libraries are loaded from memory on Linux only.");

        // Two libraries that are loaded from memory at once could get the same descriptor, and so the same name.
        TorchRuntime.EnsureLoaded();
    }

    private static byte[] Image => File.ReadAllBytes(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), LibraryName));

    [SkippableFact]
    public void A_library_loads_from_memory()
    {
        InMemoryLibrary.TryLoadFromMemory("copy.so", Image, out IntPtr handle).Should().BeTrue();
        ShouldWork(handle);
    }

    [SkippableFact]
    public void A_library_loads_from_a_temporary_file_that_is_gone_afterwards()
    {
        string[] before = Directory.GetDirectories(Path.GetTempPath(), "gan-core-*");
        ShouldWork(InMemoryLibrary.LoadFromTemporaryFile("copy.so", Image));
        Directory.GetDirectories(Path.GetTempPath(), "gan-core-*").Should().BeSubsetOf(before);
    }

    [SkippableFact]
    public void A_name_that_the_kernel_refuses_falls_back_to_a_temporary_file()
    {
        // Names of files in memory end at 249 bytes, those of files at 255.
        string name = new('n', 252);
        InMemoryLibrary.TryLoadFromMemory(name, Image, out _).Should().BeFalse();
        ShouldWork(InMemoryLibrary.Load(name, Image));
    }

    [SkippableFact]
    public void What_is_no_library_gets_the_loaders_own_message() =>
        FluentActions.Invoking(() => InMemoryLibrary.Load("copy.so", new byte[5000]))
            .Should().Throw<DllNotFoundException>().WithMessage("*copy.so*");

    private static void ShouldWork(IntPtr handle)
    {
        try
        {
            NativeLibrary.GetExport(handle, FunctionName).Should().NotBe(IntPtr.Zero);
        }
        finally
        {
            NativeLibrary.Free(handle);
        }
    }
}
