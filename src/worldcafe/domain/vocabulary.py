"""The code lists of a cooperation opportunity.

Codes are what the file holds; their labels live in the translations. Sources: ILO
cooperation reports 2020-21, GPI/BMZ and SEGIB roles of triangular cooperation, OECD
decentralised development cooperation, IATI organisation types (with the ILO's
constituents and UCLG's associations added), SDG targets shortlisted for decent work. What
runs already is said in IATI's words (ActivityStatus, OrganisationRole, BudgetStatus) and
those of the French Atlas and UCLG (kinds of agreement, policy areas).
"""

from enum import StrEnum


class Code(StrEnum):
    """A code of one of the lists below; its value is what the file holds."""


class Kind(Code):
    """What a contribution is."""

    OPPORTUNITY = "opportunity"
    EXPERIENCE = "experience"
    IDEA = "idea"
    QUESTION = "question"
    CONCERN = "concern"
    COMMITMENT = "commitment"


class Modality(Code):
    """How the partners cooperate."""

    SOUTH_SOUTH = "south_south"
    TRIANGULAR = "triangular"
    NORTH_SOUTH_DECENTRALISED = "north_south_decentralised"
    CITY_TWINNING = "city_twinning"
    CITY_PROJECT_PARTNERSHIP = "city_project_partnership"
    ASSOCIATION_TO_ASSOCIATION = "association_to_association"
    NETWORK = "network"
    ONE_OFF_ACTION = "one_off_action"
    OTHER = "other"


class Activity(Code):
    """What the partners would do together."""

    PEER_LEARNING = "peer_learning"
    STUDY_TOUR = "study_tour"
    TRAINING = "training"
    PERSONNEL_EXCHANGE = "personnel_exchange"
    JOINT_RESEARCH = "joint_research"
    FELLOWSHIP = "fellowship"
    TECHNICAL_ASSISTANCE = "technical_assistance"
    POLICY_DIALOGUE = "policy_dialogue"
    PILOT_PROJECT = "pilot_project"
    OTHER = "other"


class Scope(Code):
    """How far the cooperation reaches."""

    CITY = "city"
    COUNTRY = "country"
    SIDS_TO_SIDS = "sids_to_sids"
    REGIONAL = "regional"
    INTER_REGIONAL = "inter_regional"
    GLOBAL = "global"


class PartnerRole(Code):
    """A partner's part: three in triangular cooperation, three between two, two in any."""

    BENEFICIARY = "beneficiary"
    PIVOTAL = "pivotal"
    FACILITATING = "facilitating"
    PROVIDER = "provider"
    RECIPIENT = "recipient"
    RECIPROCAL = "reciprocal"
    FUNDING = "funding"
    IMPLEMENTING = "implementing"


TRIANGULAR_ROLES = (PartnerRole.BENEFICIARY, PartnerRole.PIVOTAL, PartnerRole.FACILITATING)
ROLES_OF_TWO = (PartnerRole.PROVIDER, PartnerRole.RECIPIENT, PartnerRole.RECIPROCAL)
ROLES_IN_ANY = (PartnerRole.FUNDING, PartnerRole.IMPLEMENTING)
"""Of bodies beside those who cooperate: who pays, and who carries it out for them."""


class PartnerType(Code):
    """What sort of body a partner is."""

    GOVERNMENT = "government"
    LOCAL_GOVERNMENT = "local_government"
    OTHER_PUBLIC_SECTOR = "other_public_sector"
    INTERNATIONAL_NGO = "international_ngo"
    NATIONAL_NGO = "national_ngo"
    REGIONAL_NGO = "regional_ngo"
    PUBLIC_PRIVATE_PARTNERSHIP = "public_private_partnership"
    MULTILATERAL = "multilateral"
    FOUNDATION = "foundation"
    PRIVATE_SECTOR = "private_sector"
    ACADEMIC = "academic"
    WORKERS_ORGANISATION = "workers_organisation"
    EMPLOYERS_ORGANISATION = "employers_organisation"
    LOCAL_GOVERNMENT_ASSOCIATION = "local_government_association"
    SOCIAL_ECONOMY_ORGANISATION = "social_economy_organisation"
    OTHER = "other"


class ThemeCode(Code):
    """Subjects of decent work cooperation, then those of what cities do together.

    A workshop may add its own words beside them.
    """

    CHILD_LABOUR = "child_labour"
    INFORMAL_ECONOMY = "informal_economy"
    LOCAL_ECONOMIC_DEVELOPMENT = "local_economic_development"
    JOB_CREATION = "job_creation"
    DECENT_WORK = "decent_work"
    SKILLS = "skills"
    SOCIAL_PROTECTION = "social_protection"
    SOCIAL_DIALOGUE = "social_dialogue"
    SAFETY_HEALTH = "safety_health"
    LABOUR_MIGRATION = "labour_migration"
    WOMEN = "women"
    YOUTH = "youth"
    ENTERPRISES = "enterprises"
    SOCIAL_ECONOMY = "social_economy"
    TOURISM = "tourism"
    DISASTER_RISK = "disaster_risk"
    GOVERNANCE = "governance"
    WATER_SANITATION = "water_sanitation"
    CULTURE_HERITAGE = "culture_heritage"
    URBAN_PLANNING = "urban_planning"
    ENVIRONMENT_CLIMATE = "environment_climate"
    HEALTH = "health"
    EDUCATION = "education"
    MOBILITY = "mobility"
    OTHER = "other"


class Pillar(Code):
    """The ILO's pillars of decent work."""

    EMPLOYMENT = "employment"
    RIGHTS = "rights"
    SOCIAL_PROTECTION = "social_protection"
    SOCIAL_DIALOGUE = "social_dialogue"
    GENDER_CROSS_CUTTING = "gender_cross_cutting"


class ResourceKind(Code):
    """What is offered or needed."""

    EXPERTISE = "expertise"
    TRAINING = "training"
    FUNDING = "funding"
    TECHNOLOGY = "technology"
    LOGISTICS = "logistics"
    COORDINATION = "coordination"
    IN_KIND = "in_kind"


class Direction(Code):
    """Whether a resource is offered or still needed."""

    OFFERED = "offered"
    NEEDED = "needed"


class Maturity(Code):
    """How far the idea has come, along the GPI cycle of triangular cooperation."""

    IDEA = "idea"
    IDENTIFICATION = "identification"
    PARTNERSHIP = "partnership"
    FORMULATION = "formulation"
    IMPLEMENTATION = "implementation"
    EVALUATION = "evaluation"


class ActivityStatus(Code):
    """Where a cooperation stands that is planned or runs already (IATI)."""

    PIPELINE = "pipeline"
    IMPLEMENTATION = "implementation"
    FINALISATION = "finalisation"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    SUSPENDED = "suspended"


class AgreementFrame(Code):
    """What the partners signed (French Atlas, UCLG)."""

    TWINNING_AGREEMENT = "twinning_agreement"
    COOPERATION_AGREEMENT = "cooperation_agreement"
    MOU = "mou"
    LETTER_OF_INTENT = "letter_of_intent"
    FRAMEWORK_AGREEMENT = "framework_agreement"
    NONE_YET = "none_yet"
    OTHER = "other"


class AmountKind(Code):
    """Whether money is expected or promised (IATI's BudgetStatus)."""

    INDICATIVE = "indicative"
    COMMITTED = "committed"


class Goal(Code):
    """The Sustainable Development Goals, by their numbers."""

    NO_POVERTY = "1"
    ZERO_HUNGER = "2"
    HEALTH = "3"
    EDUCATION = "4"
    GENDER_EQUALITY = "5"
    WATER = "6"
    ENERGY = "7"
    DECENT_WORK = "8"
    INDUSTRY = "9"
    INEQUALITIES = "10"
    CITIES = "11"
    CONSUMPTION = "12"
    CLIMATE = "13"
    LIFE_BELOW_WATER = "14"
    LIFE_ON_LAND = "15"
    PEACE = "16"
    PARTNERSHIPS = "17"


class QualityCheck(Code):
    """What speaks for an opportunity."""

    ADAPTABILITY = "adaptability"
    SUSTAINABILITY = "sustainability"
    FUNDING_POTENTIAL = "funding_potential"
    HORIZONTAL = "horizontal"
    REPLICABLE = "replicable"


class NextStepType(Code):
    """What happens first after the café."""

    CONTACT = "contact"
    CONCEPT_NOTE = "concept_note"
    ENDORSEMENT_LETTER = "endorsement_letter"
    STUDY_VISIT = "study_visit"
    MOU = "mou"
    FUND_PROPOSAL = "fund_proposal"
    MEETING = "meeting"
    OTHER = "other"


class StepStatus(Code):
    """Where a next step stands."""

    TO_DO = "to_do"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be done."""
        return self in (StepStatus.DONE, StepStatus.DROPPED)


class MatchVerdict(Code):
    """What was decided about an offer that may answer a need."""

    KEPT = "kept"
    TURNED_DOWN = "turned_down"


class HandIn(Code):
    """How far a conversation's notes have come."""

    EMPTY = "empty"
    DRAFT = "draft"
    HANDED_IN = "handed_in"
    CHECKED = "checked"


class Role(Code):
    """What a participant does in the room. Whoever has no other role travels."""

    FACILITATOR = "facilitator"
    HOST = "host"
    NOTE_TAKER = "note_taker"
    TRAVELLER = "traveller"


class Presence(Code):
    """Whether a person is in the room."""

    EXPECTED = "expected"
    PRESENT = "present"
    ABSENT = "absent"


class HostMovement(Code):
    """Where the hosts come from, and whether they stay."""

    STAY = "stay"
    ROTATE = "rotate"
    EXTRA = "extra"
    NONE = "none"


class Movement(Code):
    """Whether people scatter after a round or move on together."""

    SCATTER = "scatter"
    BLOCKS = "blocks"


class Severity(StrEnum):
    """How something should strike the reader; the gravest comes last."""

    GOOD = "good"
    ATTENTION = "attention"
    """Worth knowing; nothing is wrong."""
    PROBLEM = "problem"


class Strength(Code):
    """How much a rule of seating binds."""

    OFF = "off"
    WISH = "wish"
    HARD = "hard"


class WishType(Code):
    """What is asked for certain people."""

    TOGETHER = "together"
    APART = "apart"
    AT_TABLE = "at_table"
    AT_THEME = "at_theme"


class Review(Code):
    """How far the organiser has come with a contribution."""

    NEW = "new"
    TO_COMPLETE = "to_complete"
    APPROVED = "approved"


class Channel(Code):
    """How a contribution came in, where that was not at the desk."""

    PHONE = "phone"
    """Written on the device of a table."""
    PARTICIPANT = "participant"
    """Sent by a participant, and taken into the notes."""


class IdeaState(Code):
    """What became of something that a participant sent to a table."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class VoteBy(Code):
    """Who places dots."""

    PERSON = "person"
    TABLE = "table"


SDG_TARGETS = (
    "8.3", "8.5", "8.6", "8.7", "8.8", "8.9", "8.b", "1.3", "4.4",
    "5.5", "10.7", "11.3", "11.a", "16.2", "17.6", "17.9", "17.16", "17.17",
)  # fmt: skip
"""The targets offered first; any other may be written by its code."""
