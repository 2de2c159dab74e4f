<?xml version="1.0" encoding="utf-8"?>
<!-- Makes LifecycleWorkflows.Format.ps1xml from Views.xml. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="xml" encoding="utf-8" indent="yes" />

  <!-- What a shell in Constrained Language Mode reads as well: an indexer, and no method. -->
  <xsl:variable name="text">[LifecycleWorkflows.Internal.ViewText]::Of</xsl:variable>

  <xsl:template match="Views">
    <Configuration>
      <ViewDefinitions>
        <xsl:for-each select="View/*">
          <View>
            <Name><xsl:value-of select="../@Of" /></Name>
            <ViewSelectedBy>
              <TypeName>LifecycleWorkflows.<xsl:value-of select="../@Of" /></TypeName>
            </ViewSelectedBy>
            <xsl:apply-templates select="." />
          </View>
        </xsl:for-each>
      </ViewDefinitions>
    </Configuration>
  </xsl:template>

  <xsl:template match="Table">
    <TableControl>
      <AutoSize />
      <TableHeaders>
        <xsl:for-each select="Column">
          <TableColumnHeader>
            <Label><xsl:value-of select="@Label" /></Label>
            <xsl:if test="@Align"><Alignment><xsl:value-of select="@Align" /></Alignment></xsl:if>
          </TableColumnHeader>
        </xsl:for-each>
      </TableHeaders>
      <TableRowEntries>
        <TableRowEntry>
          <TableColumnItems>
            <xsl:for-each select="Column">
              <TableColumnItem>
                <xsl:call-template name="value">
                  <xsl:with-param name="as" select="@As" />
                  <xsl:with-param name="of" select="(@Of | @Label[not(../@Of)])[1]" />
                  <xsl:with-param name="width" select="@Width" />
                  <xsl:with-param name="expression" select="text()" />
                </xsl:call-template>
              </TableColumnItem>
            </xsl:for-each>
          </TableColumnItems>
        </TableRowEntry>
      </TableRowEntries>
    </TableControl>
  </xsl:template>

  <xsl:template match="List">
    <ListControl>
      <ListEntries>
        <ListEntry>
          <ListItems>
            <xsl:call-template name="rows">
              <xsl:with-param name="names" select="concat(normalize-space(.), ' ')" />
            </xsl:call-template>
          </ListItems>
        </ListEntry>
      </ListEntries>
    </ListControl>
  </xsl:template>

  <!-- One row for each name of a list. -->
  <xsl:template name="rows">
    <xsl:param name="names" />
    <xsl:variable name="name" select="substring-before($names, ' ')" />
    <xsl:variable name="word" select="concat(' ', $name, ' ')" />
    <xsl:variable name="record" select="../@Of" />
    <xsl:variable name="as">
      <xsl:choose>
        <xsl:when test="/Views/Rows[contains(concat(' ', normalize-space(), ' '), $word)]">
          <xsl:value-of select="/Views/Rows[not(@In) or @In = $record][contains(concat(' ', normalize-space(), ' '), $word)][1]/@As" />
        </xsl:when>
        <xsl:when test="substring($name, string-length($name) - 7) = 'DateTime'">LongTime</xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="$name">
      <ListItem>
        <xsl:if test="$as != ''"><Label><xsl:value-of select="$name" /></Label></xsl:if>
        <xsl:call-template name="value">
          <xsl:with-param name="as" select="$as" />
          <xsl:with-param name="of" select="$name" />
        </xsl:call-template>
      </ListItem>
      <xsl:call-template name="rows">
        <xsl:with-param name="names" select="substring-after($names, ' ')" />
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- A property, or the script that shows it. -->
  <xsl:template name="value">
    <xsl:param name="as" />
    <xsl:param name="of" />
    <xsl:param name="width" />
    <xsl:param name="expression" />
    <xsl:variable name="property" select="concat('$_.', $of)" />
    <xsl:variable name="script">
      <xsl:choose>
        <xsl:when test="$as = 'StatusOrPreview'"><xsl:value-of select="concat($text, &quot;['StatusOrPreview', &quot;, $property, ', $_.IsPreview]')" /></xsl:when>
        <xsl:when test="$as = 'Definition'"><xsl:value-of select="concat($text, &quot;['Text', &quot;, $property, '.DisplayName]')" /></xsl:when>
        <xsl:when test="$as = 'Took'"><xsl:value-of select="concat($text, &quot;['Elapsed', $_.StartedDateTime, $_.CompletedDateTime]&quot;)" /></xsl:when>
        <xsl:when test="$as = 'Waiting'"><xsl:value-of select="concat($text, &quot;['Elapsed', $_.StartedDateTime]&quot;)" /></xsl:when>
        <xsl:when test="$as = 'Connected'"><xsl:value-of select="concat($text, &quot;['Time', $_.ConnectedDateTime]&quot;)" /></xsl:when>
        <xsl:when test="$as != '' and $width"><xsl:value-of select="concat($text, &quot;['&quot;, $as, &quot;', &quot;, $property, ', ', $width, ']')" /></xsl:when>
        <xsl:when test="$as != ''"><xsl:value-of select="concat($text, &quot;['&quot;, $as, &quot;', &quot;, $property, ']')" /></xsl:when>
        <xsl:otherwise><xsl:value-of select="$expression" /></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$script != ''"><ScriptBlock><xsl:value-of select="$script" /></ScriptBlock></xsl:when>
      <xsl:otherwise><PropertyName><xsl:value-of select="$of" /></PropertyName></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
