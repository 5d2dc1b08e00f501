"""`share` and `take`: a workshop goes to a server, where several desks work, and comes back."""

from argparse import Namespace

from worldcafe.cli.console import Console
from worldcafe.document import share as put_on_server
from worldcafe.domain.refusal import FileRefused


def share(arguments: Namespace, console: Console) -> int:
    """Put the workshop of a file on a server, and say how others are let in."""
    address = arguments.address
    put_on_server(arguments.file, address)
    roles = {"desk": address.desk_role, "reader": address.reader_role}
    console.report({"address": str(address), **roles})
    console.say(
        console.words(
            "{file} is shared at {address}. Whoever is granted the role {desk} works in it,"
            " whoever is granted {reader} reads it. The file is a copy from now on.",
            file=arguments.file,
            address=address,
            **roles,
        )
    )
    return 0


def take(arguments: Namespace, console: Console) -> int:
    """Write a shared workshop to a file that is not there yet."""
    if arguments.file.exists():
        raise FileRefused("file_exists", path=str(arguments.file))
    with console.opened(arguments.address) as document:
        document.save_copy(arguments.file)
        n = len(document.workshop.contributions)
    console.report({"path": str(arguments.file), "contributions": n})
    console.say(
        console.words.plural(
            "{path} is a copy with {n} contribution; `worldcafe merge` brings it back.",
            "{path} is a copy with {n} contributions; `worldcafe merge` brings it back.",
            n,
            path=arguments.file,
        )
    )
    return 0
