import pytest

from cms.translate.bench import queries
from tests.factories.accounts import make_superuser
from tests.factories.bench import *

pytestmark = pytest.mark.django_db

def test_x(client):
    admin = make_superuser()
    t = begin_translation(make_source())
    b = queries.bench_of(t)
    def show(nodes, d=0):
        for n in nodes:
            print("  "*d, n.kind, n.label, "|", n.marker, n.depth, n.line.source if n.line else "", n.line.limit if n.line else "")
            show(n.children, d+1)
    show(b.nodes)
    client.force_login(admin)
    r = client.get(f"/cms/translate/{t.pk}/")
    assert r.status_code == 200
    key = b.lines[2].key
    print(b.lines[2].source)
    r = client.post(f"/cms/translate/{t.pk}/line/{key}/", {"text": "Malferma <1>registro</1>", "seen": ""})
    print(r.status_code, r.json())
    r = client.post(f"/cms/translate/{t.pk}/line/{key}/", {"text": "Malferma <1>registro</1> <2>a</2>", "seen": ""})
    print(r.status_code, r.json())
    r = client.get(f"/cms/translate/{t.pk}/help/{key}/"); print(r.status_code, r.content.decode())
    r = client.get(f"/cms/translate/{t.pk}/preview/"); print(r.status_code)
    import re
    print(re.findall(r'<span class="mc-in-hand".*?</span>', r.content.decode()))
