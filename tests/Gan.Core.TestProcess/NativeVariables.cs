using System.Globalization;
using System.Runtime.InteropServices;
using TorchSharp;

namespace Gan.Core.TestProcess;

/// <summary>
/// <c>native-variables NAME...</c>: uses TorchSharp before any type of Gan.Core, then prints each environment variable as native code sees
/// it; an empty line for one that is not set.
/// </summary>
internal static partial class NativeVariables
{
    public static void Run(string[] arguments)
    {
        using (torch.Tensor one = torch.ones(1))
        {
            Console.WriteLine(one.item<float>().ToString(CultureInfo.InvariantCulture));
        }

        foreach (string name in arguments)
        {
            Console.WriteLine(Marshal.PtrToStringUTF8(GetVariable(name)) ?? "");
        }
    }

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial IntPtr GetVariable(string name);
}
