using System.Buffers;

namespace LifecycleWorkflows.Emulator.Protocol;

/// <summary>An answer while it is written: straight into a response, or kept back for a batch or a fault.</summary>
internal sealed class GraphAnswer(IHeaderDictionary headers, IBufferWriter<byte> body)
{
    public int Status { get; set; } = StatusCodes.Status200OK;
    public IHeaderDictionary Headers { get; } = headers;
    public IBufferWriter<byte> Body { get; } = body;
    public bool IsSuccess => Status is >= 200 and < 300;
}
