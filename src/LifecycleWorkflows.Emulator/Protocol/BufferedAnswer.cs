using System.Buffers;

namespace LifecycleWorkflows.Emulator.Protocol;

/// <summary>An answer that is kept back until it is known what becomes of it.</summary>
internal sealed class BufferedAnswer
{
    private readonly ArrayBufferWriter<byte> _body = new();

    public BufferedAnswer() => Answer = new(new HeaderDictionary(), _body);

    public GraphAnswer Answer { get; }

    public ReadOnlyMemory<byte> Body => _body.WrittenMemory;
}
