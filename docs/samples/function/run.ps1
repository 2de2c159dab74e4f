param($Request, $TriggerMetadata)

$ErrorActionPreference = 'Stop'
Write-Verbose "Called as $($TriggerMetadata.sys.MethodName)."

try {
    if (-not (Get-LwfConnection)) { Connect-Lwf -Identity }

    # The text as it came; Body is what the host made of it.
    $callout = ConvertFrom-LwfCallout -InputObject ($Request.RawBody ?? $Request.Body)
    $outcome = if ($callout.Kind -eq 'TaskProcessingResult') {
        $callout | Resume-LwfTaskProcessingResult -OperationStatus ($Request.Query.status ?? 'Completed') -PassThru
    }
    else {
        # Without a state the request goes on. An empty one is a mistake of the caller's, and refused.
        $answer = $null -eq $Request.Query.state ? @{} : @{ State = $Request.Query.state }
        $callout | Resume-LwfAccessPackageAssignmentRequest @answer -PassThru
    }
    # A connection test waits for nothing, and has no outcome.
    $response = @{ StatusCode = 200; Body = @{ outcome = $outcome.Outcome ?? 'Skipped' } }
}
catch {
    $name = $_.FullyQualifiedErrorId -replace ',.*'
    Write-Error -ErrorRecord $_ -ErrorAction Continue
    # A caller may try again after a 502, and need not after a 400 or a 409.
    $status = switch ($name) {
        { $_ -in 'InvalidCallout', 'UnsafeLink', 'InvalidRequest', 'CannotConvertArgumentNoMessage' } { 400 }
        Conflict { 409 }
        default { 502 }
    }
    $response = @{ StatusCode = $status; Body = @{ error = $name } }
}

Push-OutputBinding -Name Response -Value ([HttpResponseContext]$response)
