#pragma once
// The cockpit in words: numbers as people read them, and all of it as text for screen readers.

#include <QString>
#include <vector>

#include "ui/cockpit/cockpit_data.h"

namespace maulstick::ui {

// Three digits that count, or a dash for what is not known.
QString lossText(double value);
QString percentText(double percent, int decimals = 0);  // "6.0 %"
QString changeText(double percent);                     // "−15 %", "+3 %", "" if not known
std::vector<QString> shareTexts(
    const std::vector<double>& shares);  // whole, 100 % together; "<1 %"
QString secondsText(double seconds);     // "0.12 s", "3 min 20 s"
QString stepText(int step);              // from 0: "step 16"

// The latest values in sentences.
QString describeCockpit(const std::vector<CockpitRow>& rows, const CockpitData& data);

}  // namespace maulstick::ui
