from tests.browser.test_admin_pages import *
def test_tmp(world, editor):
    for n,t in {**{k:ADMIN_PAGES[k] for k in ("new profile","new directory","one topic","one person")}, **FORMS, "wtext":"/admin/pages/{text}/edit/","wnewtext":"/admin/pages/add/example_site/textpage/{home}/","wimg":"/admin/images/{full.logo_id}/","wred":"/admin/redirects/add/","wuser":"/admin/users/edit/{user.pk}/","wsite":"/admin/sites/edit/1/"}.items():
        editor.open(address(world,t))
        for mode in (("light",1280),("dark",320)):
            editor.look(*mode)
            for l in editor.axe():
                print("##", n, mode, l[:150])
