import time
from pathlib import Path
from skew_wagtail.exchange.actions import *
from skew_wagtail.actors.models import *
from wagtail.models import Revision
from skew_wagtail.vocabulary.models import ActivityArea, AreaLevel

def test_demo(vocabulary, directory, superuser):
    for name in ["Altstadt","Nordufer","Mühlenviertel","Südhang","Neue Siedlung","Ebersfurt","Landkreis Ebersfurt"]:
        ActivityArea.objects.create(slug=name.lower().replace(" ","-").replace("ü","ue"),label_de=name,level=AreaLevel.objects.first())
    from skew_wagtail.vocabulary.models import SpokenLanguage
    for n in ("Persisch","Serbisch","Aymara"): SpokenLanguage.objects.get_or_create(slug="x"+n.lower(),label_de=n)
    data=Path("example_site/demo/bestandsaufnahme.xlsx").read_bytes()
    r=import_actors(data,"b.xlsx",directory,ImportOptions())
    for e in r.errors[:30]: print(e)
    t=time.time()
    import cProfile,pstats
    pr=cProfile.Profile(); c=time.process_time(); 0
    r=import_actors(data,"b.xlsx",directory,ImportOptions(create_tags=True,publish=True),user=superuser)
    print(time.time()-t, time.process_time()-c); 0
    for e in r.errors[:30]: print(e)
    print(len(r.created),len(r.updated),r.unchanged,r.notes)
    n=Revision.objects.count()
    t=time.time()
    r=import_actors(data,"b.xlsx",directory,ImportOptions(create_tags=True,publish=True),user=superuser)
    print(time.time()-t)
    print(len(r.created),len(r.updated),r.unchanged,r.notes, n, Revision.objects.count())
    print(r.updated[:3])
    p=ActorProfilePage.objects.first()
    print(p and p.title,p.slug,p.live,p.description[:200],[c.person for c in p.contacts.all()],[str(x) for x in p.projects.all()],p.tags.all())
