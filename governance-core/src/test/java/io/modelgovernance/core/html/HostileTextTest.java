package io.modelgovernance.core.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** Whatever a text holds, a page shows it and does not do what it says. */
class HostileTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onload='alert(1)",
                "</title></svg></figure><script>x</script>",
                "]]><!--&lt;&#60;script&#62;-->",
                "\u0000\u0001\u0008\u000b\u001b[31m\u007f\u0085",
                "\u202Egnp.exe\u2066\u200b\ufeff",
                "\ud800 alone \udc00",
                "\uffff\ufffe",
                "",
            })
    void noTextBecomesAnElement(String text) {
        HtmlPage page = HtmlPage.titled(text)
                .section(text)
                .paragraph(text)
                .list(List.of(text))
                .table(List.of(text), List.of(List.of(text)));
        for (Figure figure : Drawings.labelled(text)) {
            String svg = figure.svg();
            assertEquals(0, Drawings.elements(svg, "script").size());
            assertEquals(0, Drawings.elements(svg, "img").size());
            for (Element each : Drawings.elements(svg, "*")) {
                assertFalse(each.hasAttribute("onload") || each.hasAttribute("onerror"));
            }
            page = page.figure(figure);
        }
        String html = page.html();
        assertFalse(html.contains("<script") || html.contains("<img") || html.contains("<!--"));
        assertFalse(html.contains("onload='") || html.contains("\u0000") || html.contains("\u202E"));
        assertTrue(html.codePoints().noneMatch(point -> point < 0x20 && point != '\n'));
    }

    @Test
    void textIsShownAsItWasGiven() {
        assertEquals("&lt;b&gt;&amp;&quot;&#39;", Markup.escape("<b>&\"'"));
        assertEquals("\u00e4 \u4e2d \ud83d\ude00\n", Markup.escape("\u00e4 \u4e2d \ud83d\ude00\n"));
        assertEquals("\ufffd\ufffd\ufffd", Markup.escape("\u0007\u202e\ud800"));
        String svg = new BarChart("a < b", List.of()).svg();
        assertEquals("a < b", Drawings.texts(svg).get(0));
    }
}
