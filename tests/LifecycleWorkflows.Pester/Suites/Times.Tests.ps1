# Times, as they reach the service, in shells whose culture has another calendar, and with local times that are not those of the service.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $handler = [LwfTests.Handler]::new().Add(200, '{"value":[]}')
    $null = Connect-Lwf -AccessToken (Get-Token) -HttpMessageHandler $handler
}

Describe 'A time is the same instant in every culture' {
    BeforeEach {
        $handler.Requests.Clear()
        $usual = [cultureinfo]::CurrentCulture
    }
    AfterEach { [cultureinfo]::CurrentCulture = $usual }

    It 'in <Culture>' -ForEach @(
        @{ Culture = 'en-US'; Calendar = 'GregorianCalendar' }
        @{ Culture = 'th-TH'; Calendar = 'ThaiBuddhistCalendar' }
        @{ Culture = 'ar-SA'; Calendar = 'UmAlQuraCalendar' }
        @{ Culture = 'fa-IR'; Calendar = 'PersianCalendar' }
    ) {
        [cultureinfo]::CurrentCulture = $Culture
        [cultureinfo]::CurrentCulture.Calendar.GetType().Name | Should -Be $Calendar
        $deserialized = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize([DateTimeOffset]'2024-05-01T13:30:00+02:00'))
        foreach ($time in '2024-05-01T11:30Z', '2024-05-01 13:30:00.000 +02:00', [DateTimeOffset]'2024-05-01T06:30-05:00', [datetime]::new(2024, 5, 1, 11, 30, 0, [DateTimeKind]::Utc), $deserialized, [psobject]'2024-05-01T11:30Z') {
            $handler.Requests.Clear()
            Get-LwfTaskProcessingResult -WorkflowId w -RunId r -StartedBefore $time
            Get-LwfRun -WorkflowId w -Since $time
            [uri]::UnescapeDataString($handler.Requests[0].Uri.Query) | Should -Be '?$filter=startedDateTime lt 2024-05-01T11:30:00Z'
            [uri]::UnescapeDataString($handler.Requests[1].Uri.Query) | Should -Be '?$filter=startedDateTime ge 2024-05-01T11:30:00Z'
        }
        { Get-LwfRun -WorkflowId w -Since 01/02/2024 } | Should -Throw -ErrorId 'InvalidRequest,*'
        { Get-LwfRun -WorkflowId w -Since '24 Nov 00:16' } | Should -Throw -ErrorId 'InvalidRequest,*'
    }

    It 'of a new result too' {
        [cultureinfo]::CurrentCulture = 'th-TH'
        $handler.Requests.Clear()
        $null = New-LwfTaskProcessingResult -WorkflowId w -RunId r -UserProcessingResultId u -TaskProcessingResultId x -ProcessingStatus failed -CreatedDateTime 2024-05-01T11:30Z -StartedDateTime '2024-05-01 12:00Z'
        $handler.Requests[0].Body | Should -BeLike '*"createdDateTime":"2024-05-01T11:30:00.0000000Z"*"startedDateTime":"2024-05-01T12:00:00.0000000Z"*'
    }

    It 'as the name of an age that is written without quotes' {
        Get-LwfRun -WorkflowId w -Since 36h
        Get-LwfRun -WorkflowId w -Since 7d
        $hours = $handler.Requests.Uri.Query | ForEach-Object { ([DateTimeOffset]::UtcNow - [DateTimeOffset]([uri]::UnescapeDataString($_) -replace '.* ge ')).TotalHours }
        $hours | ForEach-Object { [Math]::Round($_, 1) } | Should -Be 36, 168
    }
}

Describe 'What a job has left of a time' {
    It 'is drawn alike in every culture' {
        $other = [LwfTests.Handler]::new().Add(200, '{"value":[{"id":"x","processingStatus":"completed","startedDateTime":"2024-05-01T10:00:00Z","completedDateTime":"2024-05-01T12:00:00Z"}]}')
        $results = Get-LwfTaskProcessingResult -WorkflowId w -TaskId t -Connection (Connect-Lwf -AccessToken (Get-Token) -HttpMessageHandler $other -PassThru)
        $usual = [cultureinfo]::CurrentCulture
        $began = [DateTimeOffset]::new(2024, 5, 1, 10, 0, 0, [timespan]::Zero).ToLocalTime().ToString('dd MMM HH:mm', [cultureinfo]::InvariantCulture)
        try {
            [cultureinfo]::CurrentCulture = 'de-DE'
            foreach ($depth in 1, 2) {
                $left = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($results, $depth))
                $left | Format-LwfTimeline -Width 80 | Select-Object -Index 3 | Should -BeLike "*$began*+2h00m"
            }
        }
        finally { [cultureinfo]::CurrentCulture = $usual }
    }
}

Describe 'A time without an offset is local' {
    It 'in New York, in <Culture>' -Skip:$IsWindows -ForEach @(@{ Culture = 'en-US' }, @{ Culture = 'th-TH' }, @{ Culture = 'ar-SA' }) {
        $env:TZ = 'America/New_York'
        try {
            $queries = Invoke-FreshShell @"
                . '$PSScriptRoot/Common.ps1'
                [cultureinfo]::CurrentCulture = '$Culture'
                `$handler = [LwfTests.Handler]::new().Add(200, '{"value":[]}')
                `$null = Connect-Lwf -AccessToken (Get-Token) -HttpMessageHandler `$handler
                foreach (`$time in '2024-05-01', '2024-05-01 00:00', '2024-05-01T00:00:00', [datetime]::new(2024, 5, 1), [datetime]::new(2024, 5, 1, 0, 0, 0, [DateTimeKind]::Local)) {
                    Get-LwfRun -WorkflowId w -Since `$time
                }
                Get-LwfRun -WorkflowId w -Since 2024-01-01
                `$handler.Requests.Uri.Query | ForEach-Object { [uri]::UnescapeDataString(`$_) }
"@
        }
        finally { $env:TZ = $null }
        $queries -split '\r?\n' | Should -Be (@('?$filter=startedDateTime ge 2024-05-01T04:00:00Z') * 5 + '?$filter=startedDateTime ge 2024-01-01T05:00:00Z')
    }
}
