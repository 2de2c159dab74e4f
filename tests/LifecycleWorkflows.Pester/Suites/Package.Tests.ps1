BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    function New-Package([string] $Folder, [hashtable] $With = @{}) {
        & "$root/build/Pack.ps1" -Module $built -Destination (Join-Path $TestDrive $Folder) @With
    }

    function Get-Text([string] $Name) { Get-Content -LiteralPath (Join-Path $unpacked $Name) -Raw }

    # What is packed is the module as it was built, wherever the other suites take theirs from.
    $built = "$root/out/LifecycleWorkflows"
    $package = New-Package 'first'
    $unpacked = Join-Path $TestDrive 'modules/LifecycleWorkflows'
    [IO.Compression.ZipFile]::ExtractToDirectory($package.FullName, $unpacked)
    $manifest = Import-PowerShellDataFile "$unpacked/LifecycleWorkflows.psd1"
    $nuspec = [xml](Get-Text 'LifecycleWorkflows.nuspec')
    $list = Get-Text 'LifecycleWorkflows.cdx.json' | ConvertFrom-Json
}

Describe 'The package' {
    It 'is named by id and version' {
        $package.Name | Should -Be "LifecycleWorkflows.$($manifest.ModuleVersion).nupkg"
        $nuspec.package.metadata.id | Should -Be LifecycleWorkflows
        $nuspec.package.metadata.version | Should -Be $manifest.ModuleVersion
    }

    It 'has the built module, its licence, its description and nothing else' {
        $names = Get-ChildItem $unpacked -Recurse -File -Force | ForEach-Object { [IO.Path]::GetRelativePath($unpacked, $_.FullName).Replace('\', '/') }
        $expected = @(
            Get-ChildItem $built -Recurse -File | ForEach-Object { [IO.Path]::GetRelativePath($built, $_.FullName).Replace('\', '/') }
            'LICENSE', 'LifecycleWorkflows.cdx.json', 'LifecycleWorkflows.nuspec', '[Content_Types].xml', '_rels/.rels', 'package/services/metadata/core-properties/LifecycleWorkflows.psmdcp'
        )
        $names | Sort-Object | Should -Be ($expected | Sort-Object)
        $names | Should -Not -Match '\.(pdb|deps\.json|runtimeconfig\.json)$'
    }

    It 'says of each file of what type it is' {
        $types = ([xml](Get-Text '[Content_Types].xml')).Types
        foreach ($name in Get-ChildItem $unpacked -Recurse -File -Force | Where-Object Name -ne '[Content_Types].xml') {
            ($name.Extension -and $name.Extension.TrimStart('.') -in $types.Default.Extension) -or "/$($name.Name)" -in $types.Override.PartName | Should -BeTrue -Because "$name is there"
        }
    }

    It 'can be read by NuGet itself' {
        $sdk = (dotnet --list-sdks | Select-Object -Last 1) -replace '^(\S+) \[(.+)\]$', '$2/$1'
        Invoke-FreshShell "
            'NuGet.Versioning', 'NuGet.Frameworks', 'NuGet.Common', 'NuGet.Configuration', 'NuGet.Packaging' | ForEach-Object { Add-Type -Path ""$sdk/`$_.dll"" }
            `$reader = [NuGet.Packaging.PackageArchiveReader]::new('$($package.FullName)')
            `$reader.GetIdentity().ToString(); `$reader.NuspecReader.GetLicenseUrl(); (`$reader.NuspecReader.GetTags() -split ' ').Count" |
            Should -Match "^LifecycleWorkflows\.$([regex]::Escape($manifest.ModuleVersion))\s+https://\S+\s+\d{2,}$"
    }

    It 'describes the module as the manifest does' {
        $data = $manifest.PrivateData.PSData
        $described = $nuspec.package.metadata
        $described.projectUrl | Should -Be $data.ProjectUri
        $described.licenseUrl | Should -Be $data.LicenseUri
        $described.description | Should -Be $manifest.Description
        $tags = -split $described.tags
        'PSModule', 'PSEdition_Core' | Should -BeIn $tags
        $manifest.CmdletsToExport.ForEach{ "PSCmdlet_$_" } | Should -BeIn $tags
    }

    It 'has a manifest that passes, exports by name, and has the newest changes' {
        (Test-ModuleManifest "$unpacked/LifecycleWorkflows.psd1").Version | Should -Be $manifest.ModuleVersion
        $manifest.CompatiblePSEditions | Should -Be Core
        $manifest.PowerShellVersion | Should -Be '7.4'
        $manifest.CmdletsToExport | Should -Not -Contain '*'
        $manifest.FunctionsToExport + $manifest.AliasesToExport + $manifest.VariablesToExport | Should -BeNullOrEmpty
        $heading = Select-String '^## \[' "$root/CHANGELOG.md" | Select-Object -First 1 -ExpandProperty Line
        $manifest.PrivateData.PSData.ReleaseNotes.StartsWith($heading, [StringComparison]::Ordinal) | Should -BeTrue
        [regex]::Matches($manifest.PrivateData.PSData.ReleaseNotes, '(?m)^## ').Count | Should -Be 1
    }

    It 'is the same, byte for byte, when it is made again' {
        Start-Sleep -Seconds 2
        (Get-FileHash (New-Package 'second')).Hash | Should -Be (Get-FileHash $package).Hash
    }

    It 'is signed before it is listed and packed' {
        Set-Content (Join-Path $TestDrive 'sign.ps1') 'param([string] $Path) Add-Content "$Path/bin/LifecycleWorkflows.Core.dll" signed'
        $signed = New-Package 'signed' @{ SigningScript = Join-Path $TestDrive 'sign.ps1' }
        $folder = Join-Path $TestDrive 'signed/files'
        [IO.Compression.ZipFile]::ExtractToDirectory($signed.FullName, $folder)
        Get-Content "$folder/bin/LifecycleWorkflows.Core.dll" -Tail 1 | Should -BeLike '*signed'
        Get-Content "$built/bin/LifecycleWorkflows.Core.dll" -Tail 1 | Should -Not -BeLike '*signed'
    }
}

Describe 'The list of what is inside' {
    It 'has every assembly of somebody else, by its hash, with its licence' {
        $list.bomFormat | Should -Be CycloneDX
        $foreign = Get-ChildItem "$unpacked/bin/private" | Where-Object Name -notlike 'LifecycleWorkflows.*'
        $list.components.hashes.content | Sort-Object | Should -Be ($foreign | ForEach-Object { (Get-FileHash $_).Hash.ToLowerInvariant() } | Sort-Object)
        foreach ($component in $list.components) {
            $component.purl | Should -Be "pkg:nuget/$($component.name)@$($component.version)"
            $component.licenses | Should -Not -BeNullOrEmpty -Because "$($component.name) has a licence"
        }
    }

    It 'has the versions that the lock file has' {
        $locked = (Get-Content "$root/src/LifecycleWorkflows.PowerShell/packages.lock.json" -Raw | ConvertFrom-Json -AsHashtable).dependencies['net8.0']
        foreach ($component in $list.components) { $locked[$component.name].resolved | Should -Be $component.version }
    }
}

Describe 'The unpacked module' {
    BeforeAll {
        # As an installation leaves it: without what only the archive needs.
        Remove-Item -LiteralPath "$unpacked/[Content_Types].xml", "$unpacked/LifecycleWorkflows.nuspec"
        Remove-Item "$unpacked/_rels", "$unpacked/package" -Recurse -Force
        $modules = Split-Path $unpacked
    }

    It 'is found and imported by its name, away from all sources' {
        Invoke-FreshShell "
            Set-Location '$modules'; `$env:PSModulePath = '$modules' + [IO.Path]::PathSeparator + `$env:PSModulePath
            Import-Module LifecycleWorkflows
            `$module = Get-Module LifecycleWorkflows
            ""`$(`$module.ExportedCmdlets.Count) `$((Get-Help about_Lwf* | Where-Object Name -like about_Lwf_*).Count -ge 5) `$((Get-Help Get-LwfRun).Synopsis.Length -gt 10) `$(`$module.ModuleBase)""" |
            Should -Be "$($manifest.CmdletsToExport.Count) True True $unpacked"
    }

    It 'speaks to a service' {
        $emulator = Start-Emulator
        try {
            Invoke-FreshShell "
                Import-Module '$unpacked'
                Connect-Lwf -AccessToken (ConvertTo-SecureString any -AsPlainText -Force) -GraphEndpoint $($emulator.Address)
                (Get-LwfWorkflow | Select-Object -First 1).DisplayName; (Get-LwfPendingTask).Count -gt 0" | Should -Be "Onboard new hires$([Environment]::NewLine)True"
        }
        finally {
            Stop-Emulator $emulator
        }
    }

    It 'is installed from a folder' {
        if (-not (Get-Module Microsoft.PowerShell.PSResourceGet -ListAvailable)) { Set-ItResult -Skipped -Because 'Microsoft.PowerShell.PSResourceGet is not on the module path' }
        $name = "lwf-$([guid]::NewGuid().ToString('n'))"
        $target = New-Item -ItemType Directory (Join-Path $TestDrive 'installed')
        Register-PSResourceRepository $name -Uri (Split-Path $package) -Trusted
        try {
            Save-PSResource LifecycleWorkflows -Repository $name -Path $target
        }
        finally {
            Unregister-PSResourceRepository $name
        }
        $installed = "$target/LifecycleWorkflows/$($manifest.ModuleVersion)"
        "$installed/LICENSE" | Should -Exist
        Invoke-FreshShell "(Import-Module '$installed/LifecycleWorkflows.psd1' -PassThru).ExportedCmdlets.Count" | Should -Be $manifest.CmdletsToExport.Count
    }
}
