using TorchSharp;

namespace Gan.Core.Tests.ModelFiles;

/// <summary>Counts the tensors that this thread has created and not disposed.</summary>
internal static class LiveTensors
{
    public static long Count => DisposeScopeManager.Statistics.ThreadTotalLiveCount;
}
