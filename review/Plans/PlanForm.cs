namespace Review.Plans;

/// <summary>How a plan was written down.</summary>
public enum PlanForm
{
    /// <summary>One document: <c>pulumi preview --json</c>, or <c>./swarm preview --json</c>.</summary>
    Digest,

    /// <summary>An event a line: <c>pulumi preview --json</c> where it streams, <c>pulumi up --json</c>, or an event log.</summary>
    Stream,
}
