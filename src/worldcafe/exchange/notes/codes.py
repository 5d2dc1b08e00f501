"""The codes of a list by every name they go by, in whatever language."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from worldcafe.domain.folding import fold
from worldcafe.domain.vocabulary import (
    ActivityStatus,
    Code,
    Direction,
    Goal,
    PartnerRole,
    StepStatus,
    ThemeCode,
)
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.notes.record import Room
from worldcafe.wording import TRANSLATED, words_for
from worldcafe.wording.labels import LABELS

_OTHER_NAMES: dict[type[Code], dict[str, str]] = {
    # SEGIB's and the GPI's names for the parts of triangular cooperation
    PartnerRole: {
        "beneficiary": "bénéficiaire, receptor, beneficiario, beneficiário",
        "pivotal": "pivot, pivote, primer oferente, primeiro ofertante",
        "facilitating": "facilitator, facilitateur, facilitador, segundo oferente",
        "reciprocal": "mutual, réciproque, recíproco",
        "funding": "financeur, financement, bailleur, donor, financiador",
        "implementing": "opérateur, mise en œuvre, ejecutor, executor",
    },
    ActivityStatus: {
        "pipeline": "planned, prévu, à venir, planificado, planeado, previsto, não iniciado,"
        " no iniciado, not started, proposed, draft",
        "implementation": "ongoing, active, running, in progress, en cours, actif, en curso,"
        " en ejecución, activo, em curso, em andamento, em execução, vigente, ativo,"
        " قيد التنفيذ",
        "closed": "completed, complete, finished, done, terminé, terminée, achevé, clos,"
        " clôturé, finalizado, terminado, concluido, concluído, encerrado, cerrado, منجز,"
        " منتهي",
        "cancelled": "canceled, annulé, abandonné, cancelado, ملغى",
        "suspended": "on hold, paused, suspendu, suspendido, suspenso, معلق",
    },
    StepStatus: {
        "to_do": "not started, no iniciado, não iniciado, pendiente, pendente",
        "doing": "ongoing, in progress, en cours, en curso, em curso, em andamento",
        "done": "completed, finished, terminé, fait, hecho, terminado, concluído, feito",
        "dropped": "abandonné, cancelled, canceled, cancelado",
    },
    Direction: {"offered": "offer", "needed": "need"},
    Goal: {
        n.value: f"sdg {n}, odd {n}, ods {n}, goal {n}, objectif {n}, objetivo {n}"
        for n in Goal
    },
}


@cache
def codes_by_name(codes: type[Code]) -> Mapping[str, Any]:
    """The codes of a list by every folded name they go by."""
    named: dict[str, Code] = {fold(code.value): code for code in codes}
    for language in TRANSLATED:
        for code, label in LABELS[codes].items():
            named.setdefault(fold(words_for(language)(label)), codes(code))
    for code, names in _OTHER_NAMES.get(codes, {}).items():
        for name in names.split(","):
            named.setdefault(fold(name), codes(code))
    return named


def theme_named(name: str, workshop: Workshop) -> str:
    """The code of a theme by any of its names, else the workshop's own word as it is."""
    named = {**Room(workshop).themes, **codes_by_name(ThemeCode)}
    return str(named.get(fold(name), name))
