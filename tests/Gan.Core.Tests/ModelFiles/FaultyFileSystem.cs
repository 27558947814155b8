using Gan.Core.ModelFiles;

namespace Gan.Core.Tests.ModelFiles;

/// <summary>
/// The real file system until its n-th operation, which fails. After a crash all later operations fail too; otherwise they work again.
/// </summary>
internal sealed class FaultyFileSystem(int failingOperation, bool crash) : IFileSystem
{
    private readonly DiskFileSystem _real = DiskFileSystem.Instance;

    public List<string> Operations { get; } = [];

    public bool Failed { get; private set; }

    public Stream Create(string path)
    {
        Do("create");
        return new FaultyStream((FileStream)_real.Create(path), this);
    }

    public void FlushToDisk(Stream stream)
    {
        Do("flush file");
        _real.FlushToDisk(((FaultyStream)stream).Real);
    }

    public void Replace(string source, string destination)
    {
        Do("replace");
        _real.Replace(source, destination);
    }

    public void FlushFolder(string folder)
    {
        Do("flush folder");
        _real.FlushFolder(folder);
    }

    public void Delete(string path)
    {
        Do("delete");
        _real.Delete(path);
    }

    private void Do(string operation)
    {
        Operations.Add(operation);
        if (Operations.Count == failingOperation || (crash && Failed))
        {
            Failed = true;
            throw new IOException($"injected at {operation}");
        }
    }

    private sealed class FaultyStream(FileStream real, FaultyFileSystem owner) : Stream
    {
        public FileStream Real => real;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            owner.Do("write");
            real.Write(buffer, offset, count);
        }

        public override void Flush() => real.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            real.Dispose();
            base.Dispose(disposing);
        }
    }
}
