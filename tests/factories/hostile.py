"""What people with bad intentions, or a bad clipboard, put into fields."""

from __future__ import annotations

from bs4 import BeautifulSoup

HOSTILE_ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "\x01javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "java\r\nscript:alert(1)",
    "java\x00script:alert(1)",
    "java\u200bscript:alert(1)",
    "java\u00adscript:alert(1)",
    "javascript\t:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript:alert(1)",
    "&#0000106avascript:alert(1)",
    "&amp;#106;avascript:alert(1)",
    "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "java&#9;script:alert(1)",
    "vbscript:msgbox(1)",
    "VBScript&#58;msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "DATA:image/svg+xml,<svg onload=alert(1)>",
    "file:///etc/passwd",
    "blob:https://mondcivitan.example/1",
    "ftp://mondcivitan.example/",
    "view-source:javascript:alert(1)",
    "feed:javascript:alert(1)",
    "jar:http://mondcivitan.example!/",
    "ws://mondcivitan.example/",
    "x-shell:run",
    "about:blank",
]
HOSTILE_HTML = [
    *(f'<p>mots gardés <a href="{address.replace(chr(34), "&quot;")}">lien</a></p>' for address in HOSTILE_ADDRESSES),
    "<p>mots gardés<script>alert(1)</script></p>",
    "<p>mots gardés</p><script src=//evil.example/a.js></script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt><p>mots gardés</p>",
    "<p onclick=alert(1)>mots gardés</p>",
    "<p onmouseover='alert(1)' style='background:url(javascript:alert(1))'>mots gardés</p>",
    "<img src=x onerror=alert(1)><p>mots gardés</p>",
    "<p>mots gardés <img src='x'onerror='alert(1)'></p>",
    "<svg onload=alert(1)><p>mots</p></svg><p>mots gardés</p>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg><p>mots gardés</p>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></table></math><p>mots gardés</p>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe><p>mots gardés</p>",
    "<object data='javascript:alert(1)'></object><p>mots gardés</p>",
    "<embed src='javascript:alert(1)'><p>mots gardés</p>",
    "<embed embedtype='media' url='https://evil.example/film'/><p>mots gardés</p>",
    "<form action='javascript:alert(1)'><button formaction='javascript:alert(1)'>mots gardés</button></form>",
    "<base href='https://evil.example/'><p>mots gardés</p>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'><p>mots gardés</p>",
    "<link rel=stylesheet href='https://evil.example/a.css'><p>mots gardés</p>",
    "<style>@import 'https://evil.example/a.css';</style><p>mots gardés</p>",
    "<p>mots gardés</p><!-- <script>alert(1)</script> -->",
    "<p>mots gardés</p><!--><script>alert(1)</script>-->",
    "<p>mots gardés</p><![CDATA[<script>alert(1)</script>]]>",
    "<p>mots gardés</p><?php echo 1 ?>",
    "<details open ontoggle=alert(1)>mots gardés</details>",
    "<p><font color='red' size='7'>mots gardés</font></p>",
    "<p class='MsoNormal' style='mso-margin-top-alt:auto'><o:p>mots gardés</o:p></p>",
    "<div><div>mots gardés</div></div>",
    "<template><script>alert(1)</script></template><p>mots gardés</p>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript><p>mots gardés</p>",
    "<a href='https://ok.example/' target=_blank onclick=alert(1) rel=opener>mots gardés</a>",
    "<p>mots gardés <a href='//evil.example\\@mondcivitan.example' ping='https://evil.example/'>x</a></p>",
    "<video src=x onerror=alert(1)></video><audio autoplay onplay=alert(1)></audio><p>mots gardés</p>",
    "<input autofocus onfocus=alert(1)><select onchange=alert(1)></select><p>mots gardés</p>",
    "<marquee onstart=alert(1)>mots gardés</marquee>",
    "<b/onclick=alert(1)>mots gardés</b>",
    "<p><b>mots gardés<i></p>",
]
ALLOWED = {"p", "b", "strong", "i", "em", "a", "ul", "ol", "li", "sup", "sub", "br", "div"}
SCHEMES = ("http://", "https://", "mailto:", "tel:", "/", "#")


def acts(html: str) -> list[str]:
    """Return what in rich text or its rendering is more than writing: tags, attributes, addresses."""
    found = []
    for tag in BeautifulSoup(html, "html.parser").find_all(True):
        if tag.name not in ALLOWED:
            found.append(tag.name)
        found += [f"{tag.name} {name}" for name in tag.attrs if name not in {"href", "class", "linktype", "id"}]
        if tag.get("href") and not tag["href"].startswith(SCHEMES):
            found.append(tag["href"])
    return found
