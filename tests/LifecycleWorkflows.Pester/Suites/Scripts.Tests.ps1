BeforeAll { . "$PSScriptRoot/Common.ps1" }

Describe 'The scripts' {
    It 'keep the rules of PSScriptAnalyzer' {
        if (-not (Get-Module PSScriptAnalyzer -ListAvailable)) { Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not on the module path' }
        $scripts = Get-ChildItem $root -Recurse -File -Include '*.ps1', '*.psm1', '*.psd1' | ForEach-Object { [IO.Path]::GetRelativePath($root, $_.FullName).Replace('\', '/') } |
            Where-Object { $_ -notlike 'out/*' -and $_ -notmatch '(^|/)(bin|obj)/' }
        $scripts.Count | Should -BeGreaterThan 30
        $found = foreach ($script in $scripts) {
            $rules = $script -like 'tests/*' ? @{ Settings = "$root/tests/PSScriptAnalyzerSettings.psd1" } : @{ ExcludeRule = 'PSAvoidUsingConvertToSecureStringWithPlainText' }
            Invoke-ScriptAnalyzer -Path "$root/$script" @rules | ForEach-Object { "${script}: $($_.Line): $($_.RuleName): $($_.Message)" }
        }
        $found | Should -BeNullOrEmpty
    }
}
