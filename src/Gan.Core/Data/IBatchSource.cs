namespace Gan.Core;

/// <summary>Gives the batches of a run. All sources of one data set and sampler give the same batches, bit for bit.</summary>
/// <threadsafety>An instance serves one thread.</threadsafety>
internal interface IBatchSource : IDisposable
{
    /// <summary>
    /// Gives a batch. Any may be asked for, since a run can begin in the middle and return to an earlier state; asking for the one that
    /// follows the last is the cheap case.
    /// </summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="batch">Which batch of it, from 0.</param>
    /// <returns>The batch, which the caller disposes; null when the run was cancelled while the batch was waited for.</returns>
    /// <exception cref="GanDataException">A label is outside the classes.</exception>
    ImageBatch? Read(int epoch, int batch);
}
