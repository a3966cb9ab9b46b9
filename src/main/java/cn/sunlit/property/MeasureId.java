package cn.sunlit.property;

import com.fasterxml.jackson.annotation.JsonValue;

/** The key of a measure. */
public record MeasureId(@JsonValue long value) {}
