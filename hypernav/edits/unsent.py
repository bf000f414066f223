"""What drafts and bound patches share: a change of one place that is shown before it is sent, once."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, Self

from hypernav.display.errors import error_view
from hypernav.display.mimebundle import bundle
from hypernav.documents.document import Document
from hypernav.edits.delivery import Delivery, ask
from hypernav.edits.guards import Guard
from hypernav.edits.preview import WritePreview, curl_of
from hypernav.edits.request import SendOptions, WriteRequest
from hypernav.edits.subject import Subject
from hypernav.errors import HypernavError
from hypernav.navigation.session import Session
from hypernav.patches.json.preview import Change

_NOTHING: Mapping[str, str] = {}
_DRY = "the server's own answer, which changed nothing there"


class Unsent:
    """Hold a change of one place; a subclass composes its request and says what it is expected to change."""

    __slots__ = ("_delivery", "_subject")

    def __init__(self, subject: Subject, delivery: Delivery) -> None:
        """Keep what was read of the place, and what became of the change."""
        self._subject = subject
        self._delivery = delivery

    @property
    def url(self) -> str:
        """Return the address of what is changed. Sends nothing."""
        return self._subject.url

    @property
    def state(self) -> str:
        """Return ``open``, ``done``, or ``unknown`` where it was sent and the answer was lost. Sends nothing."""
        return self._delivery.state

    def preview(
        self, *, comment: str = "", ignore_conflicts: bool = False, headers: Mapping[str, str] = _NOTHING
    ) -> WritePreview:
        """Return what would be sent, what it changes as far as is known here, and what guards it. Sends nothing.

        Raises:
            PatchError: There is nothing to send, or the API has no way to take it.
        """
        asked = SendOptions(comment=comment, ignore_conflicts=ignore_conflicts, headers=headers)
        request, guard = self._composed(asked)
        return self._shown(request, guard, asked, self._expected())

    def request(
        self, *, comment: str = "", ignore_conflicts: bool = False, headers: Mapping[str, str] = _NOTHING
    ) -> WriteRequest:
        """Return the exact request: method, url, headers and body. Sends nothing.

        Raises:
            PatchError: As for ``preview``.
        """
        return self._composed(SendOptions(comment=comment, ignore_conflicts=ignore_conflicts, headers=headers))[0]

    def curl(self, *, comment: str = "", ignore_conflicts: bool = False, headers: Mapping[str, str] = _NOTHING) -> str:
        """Return the request as a command line, secrets as variables. Sends nothing.

        Raises:
            PatchError: As for ``preview``.
        """
        return curl_of(self._session, self.request(comment=comment, ignore_conflicts=ignore_conflicts, headers=headers))

    def dry_run(
        self, *, comment: str = "", ignore_conflicts: bool = False, headers: Mapping[str, str] = _NOTHING
    ) -> WritePreview:
        """Return the preview with the server's own answer, which changes nothing there. **Sends** one request.

        Raises:
            PatchError: The API has no dry run here.
            ResponseError: The server would refuse the change.
        """
        asked = SendOptions(comment=comment, ignore_conflicts=ignore_conflicts, headers=headers, dry_run=True)
        request, guard = self._composed(asked)
        answered = self._subject.at(self._asked(request, guard))
        return self._shown(request, guard, asked, self._subject.changes_to(answered.data))

    @abstractmethod
    def __copy__(self) -> Self:
        """Return a change of its own; both are one to send, so that it is sent once."""

    def __deepcopy__(self, memo: Mapping[int, Any]) -> Self:
        """Return what a copy is: it shares nothing that anybody changes."""
        return self.__copy__()

    def _repr_mimebundle_(
        self, include: Sequence[str] | None = None, exclude: Sequence[str] | None = None
    ) -> dict[str, str]:
        try:
            return self.preview()._repr_mimebundle_(include, exclude)
        except HypernavError as error:
            return bundle(
                error_view(error, self._session.client.redact.in_data), self._session.options, include, exclude
            )

    @property
    def _session(self) -> Session:
        return self._subject.session

    @abstractmethod
    def _composed(self, asked: SendOptions) -> tuple[WriteRequest, Guard]:
        """Return the request and what guards it."""

    @abstractmethod
    def _expected(self) -> tuple[Change, ...]:
        """Return what the change brings, as far as is known here."""

    def _asked(self, request: WriteRequest, guard: Guard) -> Document:
        """Return the answer to a dry run."""
        return ask(self._subject, request)

    def _shown(
        self, request: WriteRequest, guard: Guard, asked: SendOptions, changed: tuple[Change, ...]
    ) -> WritePreview:
        return WritePreview(
            self._session,
            request,
            changed,
            guard.what,
            guard.why,
            comment=asked.comment,
            notes=(_DRY,) if asked.dry_run else (),
            state="dry run" if asked.dry_run else "not sent",
            expressions=(f".send({asked.arguments})",),
        )
