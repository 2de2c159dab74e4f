BeforeAll { . "$PSScriptRoot/Common.ps1" }

Describe 'A shell that makes 200 calls a second' {
    It 'grows no socket, no thread and no memory' {
        $load = Invoke-FreshShell "& '$root/tests/LifecycleWorkflows.Bench/Soak.ps1' -Minutes 0.15 6>`$null | ConvertTo-Json" | ConvertFrom-Json
        $load.Calls | Should -BeGreaterThan 300
        $load.SocketsGrown | Should -BeLessOrEqual 2
        $load.ThreadsGrown | Should -BeLessOrEqual 10 -Because 'the pool may still find its size'
        $load.HeapGrownMB | Should -BeLessThan 5
    }
}
