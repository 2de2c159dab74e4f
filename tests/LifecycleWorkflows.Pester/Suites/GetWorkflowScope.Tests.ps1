BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $emulator = Start-Emulator '--seed', 'fabrikam'
    Connect-Emulator $emulator
}

AfterAll { Stop-Emulator $emulator }

Describe 'Get-LwfWorkflowScope' {
    BeforeEach { Clear-Request $emulator }

    It 'gets who is scheduled, with names, by the name of the workflow or from the pipeline' {
        $scope = Get-LwfWorkflowScope 'Offboard leavers'
        $scope | Should -Not -BeNullOrEmpty
        $scope.UserPrincipalName | ForEach-Object { $_ | Should -Match '@' }
        $scope.SubjectId | Should -Be $scope.Subject.Id
        (Get-LwfWorkflow 'Offboard leavers' | Get-LwfWorkflowScope).SubjectId | Should -Be $scope.SubjectId
    }

    It 'gets one user, by name in any letter case or by ID' {
        $one = Get-LwfWorkflowScope 'Offboard leavers' -Top 1
        (Get-LwfWorkflowScope 'Offboard leavers' -Subject $one.UserPrincipalName.ToUpperInvariant()).SubjectId | Should -Be $one.SubjectId
        (Get-LwfWorkflowScope 'Offboard leavers' -Subject $one.SubjectId.ToUpperInvariant()).SubjectId | Should -Be $one.SubjectId
        $none = Get-LwfWorkflowScope 'Offboard leavers' -Subject nobody@contoso.com -WarningVariable warned -WarningAction SilentlyContinue
        $none | Should -BeNullOrEmpty
        "$warned" | Should -BeLike '*nobody@contoso.com*'
    }

    It 'previews who matches the conditions: <Subject>' -ForEach @(
        @{ Subject = 'ADELE@contoso.com'; Query = '' }
        @{ Subject = '5C1C240A-D20B-5424-8F8B-DE9F7FA62321'; Query = "?`$filter=id eq '5c1c240a-d20b-5424-8f8b-de9f7fa62321'" }
    ) {
        $user = '{"@odata.type":"#microsoft.graph.user","id":"5c1c240a-d20b-5424-8f8b-de9f7fa62321","displayName":"Adele Vance","userPrincipalName":"adele@contoso.com","mail":"a@contoso.com","jobTitle":"CFO"}'
        $handler = [LwfTests.Handler]::new().Add(200, "{`"value`":[{`"id`":`"x`",`"userPrincipalName`":`"zoe@contoso.com`"},$user]}")
        $connection = Connect-Lwf -AccessToken (Get-Token) -HttpMessageHandler $handler -PassThru
        try {
            $member = Get-LwfWorkflowScope -WorkflowId w -Preview -Subject $Subject -Connection $connection | Select-Object -Last 1
            [uri]::UnescapeDataString($handler.Requests[0].Uri) | Should -BeLike "*/workflows/w/previewScope$Query"
            $member.SubjectId, $member.DisplayName, $member.UserPrincipalName, $member.Subject.Mail | Should -Be '5c1c240a-d20b-5424-8f8b-de9f7fa62321', 'Adele Vance', 'adele@contoso.com', 'a@contoso.com'
            $member.ScheduledDateTime, $member.ProcessingStatus | Should -Be $null, ''
            $member.AdditionalProperties.jobTitle | Should -Be 'CFO'
        }
        finally { Connect-Emulator $emulator }
    }
}
