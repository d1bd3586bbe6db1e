#include "CResources.h"
#include <string.h>

#pragma clang diagnostic ignored "-Wc23-extensions"

/* To add a data file: put it into the Resources folder of its target, embed it here, name it in the table. */

struct resource {
  const char *name;
  const unsigned char *bytes;
  size_t length;
};

static const unsigned char linkage_words[] = {
#embed "../Linkage/Resources/words.txt"
};
static const unsigned char linkage_variants[] = {
#embed "../Linkage/Resources/variants.txt"
};

static const unsigned char policy_jurisdictions[] = {
#embed "../Policy/Resources/jurisdictions.yaml"
};
static const unsigned char policy_cases[] = {
#embed "../Policy/Resources/cases.yaml"
};
static const unsigned char policy_tos[] = {
#embed "../Policy/Resources/tos.yaml"
};
static const unsigned char policy_demands[] = {
#embed "../Policy/Resources/demands.yaml"
};
static const unsigned char policy_checklist[] = {
#embed "../Policy/Resources/checklist.yaml"
};
static const unsigned char policy_clause_taxonomy[] = {
#embed "../Policy/Resources/clause_taxonomy.yaml"
};
static const unsigned char policy_input_vocabulary[] = {
#embed "../Policy/Resources/input_vocabulary.yaml"
};

static const unsigned char intake_columns[] = {
#embed "../Intake/Resources/columns.txt"
};

static const unsigned char policy_clause_phrases[] = {
#embed "../Policy/Resources/clause-phrases.yaml"
};
static const unsigned char policy_clause_weights[] = {
#embed "../Policy/Resources/clause-weights.json"
};
static const unsigned char policy_clause_signs[] = {
#embed "../Policy/Resources/clause-signs.yaml"
};
static const unsigned char policy_clause_sense[] = {
#embed "../Policy/Resources/clause-sense.json"
};
static const unsigned char policy_message_phrases[] = {
#embed "../Policy/Resources/message-phrases.yaml"
};
static const unsigned char policy_message_signs[] = {
#embed "../Policy/Resources/message-signs.yaml"
};
static const unsigned char policy_message_weights[] = {
#embed "../Policy/Resources/message-weights.json"
};
static const unsigned char policy_demand_phrases[] = {
#embed "../Policy/Resources/demand-phrases.yaml"
};

static const unsigned char mail_services[] = {
#embed "../Mail/Resources/services.tsv"
};

#include "demo.h"

static const unsigned char intake_private_mail[] = {
#embed "../Intake/Resources/private-mail.txt"
};

static const unsigned char ties_weights[] = {
#embed "../Ties/Resources/weights.json"
};
static const unsigned char ties_rules[] = {
#embed "../Ties/Resources/rules.json"
};

static const unsigned char webui_style[] = {
#embed "../WebUI/Resources/style.css"
};

static const struct resource table[] = {
    DEMO_ROWS
    {"mail/services.tsv", mail_services, sizeof mail_services},
    {"policy/clause-phrases.yaml", policy_clause_phrases, sizeof policy_clause_phrases},
    {"policy/clause-weights.json", policy_clause_weights, sizeof policy_clause_weights},
    {"policy/clause-signs.yaml", policy_clause_signs, sizeof policy_clause_signs},
    {"policy/clause-sense.json", policy_clause_sense, sizeof policy_clause_sense},
    {"policy/message-phrases.yaml", policy_message_phrases, sizeof policy_message_phrases},
    {"policy/message-signs.yaml", policy_message_signs, sizeof policy_message_signs},
    {"policy/message-weights.json", policy_message_weights, sizeof policy_message_weights},
    {"policy/demand-phrases.yaml", policy_demand_phrases, sizeof policy_demand_phrases},
    {"linkage/words.txt", linkage_words, sizeof linkage_words},
    {"linkage/variants.txt", linkage_variants, sizeof linkage_variants},
    {"policy/jurisdictions.yaml", policy_jurisdictions, sizeof policy_jurisdictions},
    {"policy/cases.yaml", policy_cases, sizeof policy_cases},
    {"policy/tos.yaml", policy_tos, sizeof policy_tos},
    {"policy/demands.yaml", policy_demands, sizeof policy_demands},
    {"policy/checklist.yaml", policy_checklist, sizeof policy_checklist},
    {"policy/clause_taxonomy.yaml", policy_clause_taxonomy, sizeof policy_clause_taxonomy},
    {"policy/input_vocabulary.yaml", policy_input_vocabulary, sizeof policy_input_vocabulary},
    {"intake/columns.txt", intake_columns, sizeof intake_columns},
    {"intake/private-mail.txt", intake_private_mail, sizeof intake_private_mail},
    {"ties/weights.json", ties_weights, sizeof ties_weights},
    {"ties/rules.json", ties_rules, sizeof ties_rules},
    {"webui/style.css", webui_style, sizeof webui_style},
    {"", 0, 0},
};

const unsigned char *cardcase_resource(const char *name, size_t *length) {
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    if (table[i].bytes && strcmp(table[i].name, name) == 0) {
      *length = table[i].length;
      return table[i].bytes;
    }
  }
  *length = 0;
  return 0;
}

const char *cardcase_resource_name(size_t index) {
  return index < sizeof table / sizeof *table && table[index].bytes ? table[index].name : 0;
}
