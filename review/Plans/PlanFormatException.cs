namespace Review.Plans;

/// <summary>The input is no plan, or only a part of one.</summary>
public sealed class PlanFormatException : Exception
{
    public PlanFormatException() { }

    public PlanFormatException(string message)
        : base(message) { }

    public PlanFormatException(string message, Exception innerException)
        : base(message, innerException) { }
}
