param($Request, $TriggerMetadata)

$ErrorActionPreference = 'Stop'
Write-Verbose "Called as $($TriggerMetadata.sys.MethodName)."

try {
    if (-not (Get-LwfConnection)) { Connect-Lwf -Identity }

    # RawBody is the text of the request. The host converts Body.
    $callout = ConvertFrom-LwfCallout -InputObject ($Request.RawBody ?? $Request.Body)
    $outcome = if ($callout.Kind -eq 'TaskProcessingResult') {
        $callout | Resume-LwfTaskProcessingResult -OperationStatus ($Request.Query.status ?? 'Completed') -PassThru
    }
    else {
        # Without a state, the request continues. An empty state isn't valid.
        $callback = $null -eq $Request.Query.state ? @{} : @{ State = $Request.Query.state }
        $callout | Resume-LwfAccessPackageAssignmentRequest @callback -PassThru
    }
    # A connection test doesn't wait for a callback, so it has no outcome.
    $response = @{ StatusCode = 200; Body = @{ outcome = $outcome.Outcome ?? 'Skipped' } }
}
catch {
    $name = $_.FullyQualifiedErrorId -replace ',.*'
    Write-Error -ErrorRecord $_ -ErrorAction Continue
    # The caller can try again after a 502, but not after a 400 or 409.
    $status = switch ($name) {
        { $_ -in 'InvalidCallout', 'UnsafeLink', 'InvalidRequest', 'CannotConvertArgumentNoMessage' } { 400 }
        Conflict { 409 }
        default { 502 }
    }
    $response = @{ StatusCode = $status; Body = @{ error = $name } }
}

Push-OutputBinding -Name Response -Value ([HttpResponseContext]$response)
