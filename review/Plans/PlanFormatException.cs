namespace Review.Plans;

/// <summary>The input is no plan, or only a part of one.</summary>
public sealed class PlanFormatException : Exception
{
    public PlanFormatException() { }

    public PlanFormatException(string message)
        : base(message) { }

    public PlanFormatException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <param name="fault">What is wrong with the input.</param>
    /// <param name="fix">What whoever gave it has to do.</param>
    /// <param name="innerException">What found it; null: the reader itself.</param>
    internal PlanFormatException(string fault, string fix, Exception? innerException)
        : base($"{fault} {fix}", innerException) => Fault = fault;

    /// <summary>What is wrong with the input, without what whoever gave it has to do.</summary>
    public string Fault
    {
        get => field ?? Message;
    }
}
