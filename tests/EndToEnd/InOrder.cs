using Xunit.Abstractions;
using Xunit.Sdk;

namespace Tests.EndToEnd;

/// <summary>Runs tests in the order in which they are written: each goes on from where the one before left the swarm, since a boot takes minutes.</summary>
public sealed class InOrder : ITestCaseOrderer
{
    public IEnumerable<TTestCase> OrderTestCases<TTestCase>(IEnumerable<TTestCase> testCases)
        where TTestCase : ITestCase => testCases.OrderBy(test => test.TestMethod.Method.ToRuntimeMethod().MetadataToken);
}
