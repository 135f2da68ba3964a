import os, pytest, pathlib
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]="1"
from playwright.sync_api import sync_playwright
import axe_playwright_python
AXE=next(pathlib.Path(axe_playwright_python.__file__).parent.rglob("axe*.js")).read_text()
from tests.factories import *
@pytest.mark.django_db(transaction=True)
def test_axe(live_server):
    from wagtail.models import Locale, Page, Site
    u=make_user("chefin",superuser=True)
    from django.test import Client
    c=Client(); c.force_login(u); cookie=c.cookies["sessionid"].value
    with sync_playwright() as p:
        b=p.chromium.launch(executable_path='/usr/bin/chromium',args=['--no-sandbox','--disable-gpu'])
        for scheme in ("light","dark"):
          for width in (1280,320):
            ctx=b.new_context(viewport={"width":width,"height":800},color_scheme=scheme); ctx.add_cookies([{"name":"sessionid","value":cookie,"url":live_server.url}])
            pg=ctx.new_page()
            ImportRun.objects.all().delete()
            urls=["/admin/skew_exchange/importrun/"]
            for i,url in enumerate(["empty","list","filtered","none","inspect"]):
                if url=="list":
                    for n in range(60): run=ImportRunFactory(file_name=f"datei-mit-langem-namen-{n}.xlsx")
                path={"empty":"","list":"","filtered":"?state__exact=partial","none":"?q=zzz","inspect":None}[url]
                path="/admin/skew_exchange/importrun/"+path if path is not None else f"/admin/skew_exchange/importrun/inspect/{run.pk}/"
                pg.goto(live_server.url+path); pg.evaluate(AXE)
                r=pg.evaluate("axe.run(document,{resultTypes:['violations']})")
                print(scheme,width,url,[(v['id'],v['impact'],len(v['nodes']),v['nodes'][0]['html'][:200]) for v in r['violations']], pg.evaluate("document.documentElement.scrollWidth"))
                if width in(1280,320): pg.screenshot(path=f"/tmp/reg-{scheme}-{width}-{url}.png",full_page=False)
        b.close()
