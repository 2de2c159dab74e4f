# What the rules of scripts do not know about tests. Everywhere else all rules hold but the first.
@{
    ExcludeRules = @(
        # The tokens are made up: the emulator and the fake services take any.
        'PSAvoidUsingConvertToSecureStringWithPlainText'
        # Pester's BeforeAll sets what its It blocks use; the rule sees one block at a time.
        'PSUseDeclaredVarsMoreThanAssignments'
        # Jobs get their values with -ArgumentList and param; the rule knows $using alone.
        'PSUseUsingScopeModifierInNewRunspaces'
        # Cases hold commands as texts, as somebody would type them.
        'PSAvoidUsingInvokeExpression'
        # New-File or Start-Emulator in a test is no cmdlet, and nobody asks it with -WhatIf.
        'PSUseShouldProcessForStateChangingFunctions'
        # Helpers of one suite read like sentences.
        'PSAvoidUsingPositionalParameters'
        # The measuring scripts tell the person who watches how far they are; their output is the figures.
        'PSAvoidUsingWriteHost'
        # PowerShell 7 reads UTF-8 without a mark, and .editorconfig asks for that.
        'PSUseBOMForUnicodeEncodedFile'
    )
}
