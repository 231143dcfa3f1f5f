

# The start page of each language, index.md, says where the learner was and what is
# solved. The launcher writes it. Here the server calls for the launcher each time that
# the page is opened.
import asyncio
import posixpath
import shutil


def _launcher():
    """Returns the launcher, and the folder to run it in: those that started this server,
    or in a container and on a hub the one on PATH, which finds the folder itself."""
    return os.environ.get("GOLESSONS_PROGRAM") or shutil.which("golessons"), os.environ.get("GOLESSONS_PROGRAM_DIR")


def _contents():
    from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager

    class Contents(AsyncLargeFileManager):
        """Jupyter's own files, with a start page that is up to date when it is read."""

        _one_at_a_time = asyncio.Lock()

        async def get(self, path, content=True, *args, **kwargs):
            lang, name = posixpath.split(path.strip("/"))
            if content and name == "index.md" and lang and "/" not in lang:
                await self._update(lang)
            return await super().get(path, content, *args, **kwargs)

        async def _update(self, lang):
            program, folder = _launcher()
            if not program:
                return
            async with self._one_at_a_time:
                try:
                    p = await asyncio.create_subprocess_exec(
                        program, "startpage", self.root_dir, lang, cwd=folder,
                        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE)
                    try:
                        _, said = await asyncio.wait_for(p.communicate(), 5)
                    except asyncio.TimeoutError:
                        p.kill()
                        said = b"no answer within 5 s"
                    if p.returncode != 0:
                        self.log.warning("the start page is not up to date: %s", said.decode(errors="replace").strip())
                except OSError as e:  # the page of the start is good enough
                    self.log.warning("the start page is not up to date: %s", e)

    return Contents


if "get_config" in globals():
    get_config().ServerApp.contents_manager_class = _contents()  # noqa: F821
