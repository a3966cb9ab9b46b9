package cn.sunlit.property;

import cn.sunlit.funds.FundsView;
import cn.sunlit.kernel.CaseNumber;
import java.time.Instant;
import java.util.List;

/**
 * List two (财产查控处置及款物分配清单), made from the records at the moment of asking.
 *
 * @param assets with the measures on each
 * @param funds receipts, settlement and distributions
 */
public record ListTwo(CaseNumber number, Instant generatedAt, List<AssetView> assets, FundsView funds) {}
