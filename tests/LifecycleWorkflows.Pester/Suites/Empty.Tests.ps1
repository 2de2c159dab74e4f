# Nothing, in all the ways in which a variable holds it, for each parameter of each cmdlet, as the shell itself binds it.
BeforeDiscovery {
    . "$PSScriptRoot/Common.ps1"
    $commands = (Get-Command -Module LifecycleWorkflows).Name
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $handler = [LwfTests.Handler]::new().Add(200, '{"value":[]}')
    $null = Connect-Lwf -AccessToken (Get-Token) -HttpMessageHandler $handler
    $common = [Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters
    $nothing = [ordered]@{
        'null' = $null
        'the nothing of a command' = [Management.Automation.Internal.AutomationNull]::Value
        'an empty text' = ''
        'white space' = "  `t"
        'an empty list' = @()
        'a list of null' = @(, $null)
        'a list of an empty text' = @('')
        'no cell of a table' = [DBNull]::Value
    }
    $key = [Security.Cryptography.RSA]::Create(2048)
    $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=x', $key, 'SHA256', [Security.Cryptography.RSASignaturePadding]::Pkcs1)
    $values = @{
        PSCredential = [pscredential]::new((New-Guid), (Get-Token)); SecureString = Get-Token; ScriptBlock = { 'x' }; Uri = 'https://graph.example'
        X509Certificate2 = $request.CreateSelfSigned([DateTimeOffset]::Now, [DateTimeOffset]::Now.AddDays(1))
        SwitchParameter = $true; String = 'x'; PSObject = 'x'; OperationStatus = 'Completed'; DateTimeOffset = '7d'
    }

    # What the shell refuses before the module sees it, under a name of its own, by the kind of the value and of the parameter.
    function Test-RefusedByShell($Value, [Management.Automation.ParameterMetadata] $Parameter) {
        $type = $Parameter.ParameterType
        $isList = $Value -is [array]
        $isText = $Value -is [string] -or $Value -is [DBNull]
        $isPlainAddress = $type -eq [uri] -and $Parameter.Attributes.TypeId.Name -notcontains 'AddressAttribute'
        $takesNoList = $type -eq [string] -or $isPlainAddress
        $takesNoText = $type.FullName -eq 'LifecycleWorkflows.Connection' -or
            $type -in [securestring], [scriptblock], [Security.Cryptography.X509Certificates.X509Certificate2], [Net.Http.HttpMessageHandler], [Collections.IDictionary]
        ($isList -and ($takesNoList -or $takesNoText)) -or ($isText -and $takesNoText) -or ($Value -is [DBNull] -and $isPlainAddress)
    }
}

Describe 'Nothing is not everything' {
    It 'is refused for each parameter of <_>' -ForEach $commands {
        $command = Get-Command $_
        $tried = 0
        foreach ($parameter in $command.Parameters.Values | Where-Object Name -NotIn $common) {
            $set = $command.ParameterSets | Where-Object { $_.Parameters.Name -contains $parameter.Name } | Sort-Object { $_.Name -ne 'AccessToken' } | Select-Object -First 1
            foreach ($what in $nothing.Keys) {
                $arguments = @{}
                $set.Parameters | Where-Object IsMandatory | ForEach-Object { $arguments[$_.Name] = $values[$_.ParameterType.Name] }
                $arguments[$parameter.Name] = $nothing[$what]
                $because = "-$($parameter.Name) was $what"
                $problem = { & $command @arguments -ErrorAction Stop } | Should -Throw -PassThru -Because $because
                $isByShell = Test-RefusedByShell $nothing[$what] $parameter
                # Declared: lines of a text may be blank. What is no line is no callout.
                $isDeclared = $parameter.Attributes.TypeId.Name -contains 'MayHoldEmptyAttribute' -and $what -like 'a list of*'
                $problem.FullyQualifiedErrorId | Should -BeLike ($isByShell ? 'CannotConvertArgument*' : $isDeclared ? 'InvalidCallout,*' : 'InvalidRequest,*') -Because $because
                if (-not $isDeclared) { "$problem" | Should -Match ($isByShell ? "'$($parameter.Name)'" : "-$($parameter.Name) ") -Because $because }
                $tried++
            }
        }
        $handler.Requests | Should -BeNullOrEmpty
        $tried | Should -BeExactly (8 * @($command.Parameters.Values | Where-Object Name -NotIn $common).Count)
    }

    It 'asks for what is mandatory, as ever: <Command>' -ForEach @(
        @{ Command = 'Resume-LwfTaskProcessingResult x -WorkflowId w -TaskId t' }
        @{ Command = 'Export-LwfReport' }
        @{ Command = 'Connect-Lwf -TenantId x' }
    ) {
        { Invoke-Expression $Command } | Should -Throw -ErrorId 'MissingMandatoryParameter,*'
    }

    It 'is no error in a piped object' {
        [pscustomobject]@{ WorkflowId = 'w'; TaskId = 't'; RunId = $null; VersionNumber = ' '; Deleted = ''; ApiVersion = '' } | Get-LwfTaskProcessingResult
        $handler.Requests.Uri.AbsolutePath | Should -Be '/v1.0/identityGovernance/lifecycleWorkflows/workflows/w/tasks/t/taskProcessingResults'
    }
}
