package io.crossguard.client.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What comes from outside stays text. */
class ElementTest {
  @Test
  void text_withMarkup_isEscaped() {
    assertThat(Element.of("p", "<b onclick='x'>&\"").markup())
        .isEqualTo("<p>&lt;b onclick=&#39;x&#39;&gt;&amp;&quot;</p>");
  }

  @Test
  void attribute_withQuotes_staysOneAttribute() {
    assertThat(Element.of("p").set("title", "\" onload=\"x").markup())
        .isEqualTo("<p title=\"&quot; onload=&quot;x\"></p>");
  }

  @Test
  void text_thatXmlCannotHold_isReplaced() {
    // A control character, half a surrogate pair, a noncharacter; then three that XML has.
    assertThat(Element.of("p", "\u0001\ud800\uffff\t\ue000\ud83d\ude00").markup())
        .isEqualTo("<p>\ufffd\ufffd\ufffd\t\ue000\ud83d\ude00</p>");
  }

  @Test
  void drawing_keepsItsMarkup_butNothingThatXmlCannotHold() {
    assertThat(Element.of("p").drawing("<svg>\u0001&lt;</svg>").markup())
        .isEqualTo("<p><svg>\ufffd&lt;</svg></p>");
  }

  @Test
  void empty_hasAnEndTag_unlessHtmlHasNone() {
    assertThat(Element.of("td").markup()).isEqualTo("<td></td>");
    assertThat(Element.of("br").markup()).isEqualTo("<br/>");
  }

  @Test
  void style_thatCouldEndItself_isRefused() {
    assertThatThrownBy(() -> Element.style("</style><script>"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
