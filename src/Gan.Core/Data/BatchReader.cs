using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Gan.Core;

/// <summary>
/// Reads the batches of a run from one place on, in order, on a thread of its own. It is as far ahead as there are buffers: it waits for
/// one to be given back before it reads the next batch. No wait polls.
/// </summary>
internal sealed class BatchReader : IDisposable
{
    private readonly IImageDataset _dataset;
    private readonly EpochSampler _sampler;
    private readonly BlockingCollection<HostBatch> _free = [];
    private readonly BlockingCollection<HostBatch> _filled = [];
    private readonly CancellationTokenSource _stop;
    private readonly Thread _thread;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Starts to read.</summary>
    /// <param name="dataset">The pictures.</param>
    /// <param name="sampler">The order of each epoch.</param>
    /// <param name="buffers">
    /// Where batches are read to; they are the reader's until it is disposed, and stay the giver's to dispose.
    /// </param>
    /// <param name="start">The first epoch and the first batch of it.</param>
    /// <param name="epochs">Epochs of the run; what comes after is not read.</param>
    /// <param name="cancellation">Stops the reader, as disposing it does.</param>
    public BatchReader(
        IImageDataset dataset,
        EpochSampler sampler,
        IEnumerable<HostBatch> buffers,
        (int Epoch, int Batch) start,
        int epochs,
        CancellationToken cancellation)
    {
        _dataset = dataset;
        _sampler = sampler;
        foreach (HostBatch buffer in buffers)
        {
            _free.Add(buffer, CancellationToken.None);
        }

        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _thread = new Thread(() => Run(start, epochs)) { Name = "Gan.Core reader", IsBackground = true };
        _thread.Start();
    }

    /// <summary>
    /// Waits for the next batch. What the data set threw is thrown here, with its stack, in place of the batch that it spoilt.
    /// </summary>
    /// <returns>The batch, to be given back; null when reading has ended or was cancelled.</returns>
    public HostBatch? Take()
    {
        if (_filled.TryTake(out HostBatch? batch, Timeout.Infinite))
        {
            return batch;
        }

        _failure?.Throw();
        return null;
    }

    /// <summary>Gives a buffer back, to be filled again.</summary>
    /// <param name="buffer">What <see cref="Take"/> gave.</param>
    public void GiveBack(HostBatch buffer) => _free.Add(buffer);

    /// <summary>Ends the thread after the picture it is reading, and waits for that.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _stop.Dispose();
        _free.Dispose();
        _filled.Dispose();
    }

    private void Run((int Epoch, int Batch) start, int epochs)
    {
        try
        {
            for (int epoch = start.Epoch; epoch < epochs; epoch++)
            {
                ReadEpoch(epoch, epoch == start.Epoch ? start.Batch : 0);
            }
        }
        catch (OperationCanceledException cancelled) when (cancelled.CancellationToken == _stop.Token)
        {
            // As asked; whoever waits for a batch gets none.
        }
#pragma warning disable CA1031 // Whatever it is, it belongs to whoever takes the batch.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _failure = ExceptionDispatchInfo.Capture(failure);
        }
        finally
        {
            _filled.CompleteAdding();
        }
    }

    private void ReadEpoch(int epoch, int firstBatch)
    {
        long[] order = _sampler.Order(epoch);
        for (int batch = firstBatch; batch < _sampler.StepsPerEpoch; batch++)
        {
            HostBatch buffer = _free.Take(_stop.Token);
            buffer.Fill(_dataset, order.AsSpan(batch * _sampler.BatchSize, _sampler.BatchSize), _stop.Token);
            _filled.Add(buffer, CancellationToken.None);
        }
    }
}
