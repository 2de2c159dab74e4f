using LifecycleWorkflows.Graph.Resuming;

namespace LifecycleWorkflows.PowerShell.Abstractions;

/// <summary>An answer, and how a person is asked about it.</summary>
/// <param name="Description">What is going to happen, without personal data: verbose and -WhatIf show it.</param>
/// <param name="Question">The same as a question to a person, who may see names.</param>
/// <param name="Answer">The answer.</param>
internal sealed record ResumeProposal(string Description, string Question, IResumeRequest Answer);
