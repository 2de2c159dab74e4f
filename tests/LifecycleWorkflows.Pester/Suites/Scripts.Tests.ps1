BeforeDiscovery {
    $root = (Resolve-Path "$PSScriptRoot/../../..").Path
    $scripts = Get-ChildItem $root -Recurse -File -Include '*.ps1', '*.psm1', '*.psd1' | ForEach-Object { [IO.Path]::GetRelativePath($root, $_.FullName).Replace('\', '/') } |
        Where-Object { $_ -notlike 'out/*' -and $_ -notmatch '(^|/)(bin|obj)/' }
}

BeforeAll {
    $root = (Resolve-Path "$PSScriptRoot/../../..").Path
    $analyzer = Get-Module PSScriptAnalyzer -ListAvailable
}

Describe 'The scripts' {
    It 'keep the rules of PSScriptAnalyzer: <_>' -ForEach $scripts {
        if (-not $analyzer) { Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not on the module path' }
        $rules = $_ -like 'tests/*' ? @{ Settings = "$root/tests/PSScriptAnalyzerSettings.psd1" } : @{ ExcludeRule = 'PSAvoidUsingConvertToSecureStringWithPlainText' }
        Invoke-ScriptAnalyzer -Path "$root/$_" @rules | ForEach-Object { "$($_.Line): $($_.RuleName): $($_.Message)" } | Should -BeNullOrEmpty
    }
}
