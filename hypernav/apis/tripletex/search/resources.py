"""What the objects of Tripletex consist of, as its specification 2.72 has them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_COMMON = "id version changes:Change url"
_WITHOUT_COMMON = ("Change", "TravelDetails")
_TYPES = """
Account = number numberPretty name description type legalVatTypes:VatType ledgerType balanceGroup vatType:VatType
  vatLocked currency:Currency isCloseable isApplicableForSupplierInvoice requireReconciliation isInactive
  isBankAccount isInvoiceAccount bankAccountNumber bankAccountCountry:Country bankName bankAccountIBAN
  bankAccountSWIFT saftCode groupingCode displayName requiresDepartment requiresProject
  invoicingDepartment:Department isPostingsExist quantityType1:ProductUnit quantityType2:ProductUnit
  department:Department
Activity = name number description activityType isProjectActivity isGeneral isTask isDisabled isChargeable rate
  costPercentage displayName deletable
Address = addressLine1 addressLine2 postalCode city country:Country displayName addressAsString
  displayNameInklMatrikkel knr gnr bnr fnr snr unitNumber
Asset = name displayName description dateOfAcquisition acquisitionCost account:Account incomingBalance lifetime
  status depreciationRemainingValue depreciationAccount:Account hasHistoryFromExternalSystem
  externalLastDepreciation externalLastAccountedValue externalAccumulatedDepreciation depreciationMethod
  depreciationFrom accumulatedDepreciation depreciationRate department:Department project:Project startingBalance
  balanceIn balanceOut balanceChange depreciationBasis numberOfMonths annualDepreciation depreciationDiscrepancy
  depreciationAmount totalDepreciationAmount improvements newHires salesAndOtherRealizations saleDate
Change = employeeId timestamp changeType
Contact = firstName lastName displayName email phoneNumberMobileCountry:Country phoneNumberMobile phoneNumberWork
  customer:Customer department:Department isInactive
Cost = travelExpense:TravelExpense vatType:VatType currency:Currency costCategory:TravelCostCategory
  paymentType:TravelPaymentType category comments rate amountCurrencyIncVat amountNOKInclVAT amountNOKInclVATLow
  amountNOKInclVATMedium amountNOKInclVATHigh isPaidByEmployee isChargeable date participants:CostParticipant
  predictions
Country = name displayName isoAlpha2Code isoAlpha3Code isoNumericCode
Currency = code description factor displayName isDisabled
Customer = name organizationNumber globalLocationNumber supplierNumber customerNumber isSupplier isCustomer
  isInactive accountManager:Employee department:Department email invoiceEmail overdueNoticeEmail bankAccounts
  phoneNumber phoneNumberMobile description language displayName isPrivateIndividual singleCustomerInvoice
  invoiceSendMethod emailAttachmentType postalAddress:Address physicalAddress:Address
  deliveryAddress:DeliveryAddress category1:CustomerCategory category2:CustomerCategory category3:CustomerCategory
  invoicesDueIn invoicesDueInType currency:Currency bankAccountPresentation:CompanyBankAccountPresentation
  ledgerAccount:Account isFactoring invoiceSendSMSNotification invoiceSMSNotificationNumber
  isAutomaticSoftReminderEnabled isAutomaticReminderEnabled isAutomaticNoticeOfDebtCollectionEnabled
  discountPercentage website
DeliveryAddress = addressLine1 addressLine2 postalCode city country:Country displayName addressAsString
  displayNameInklMatrikkel knr gnr bnr fnr snr unitNumber name customerVendor:Company
Department = name departmentNumber departmentManager:Employee displayName isInactive businessActivityTypeId
Division = displayName name startDate endDate organizationNumber municipalityDate municipality:Municipality
Employee = firstName lastName displayName employeeNumber dateOfBirth email phoneNumberMobileCountry:Country
  phoneNumberMobile phoneNumberHome phoneNumberWork nationalIdentityNumber dnumber internationalId:InternationalId
  bankAccountNumber iban bic creditorBankCountryId usesAbroadPayment userType allowInformationRegistration isContact
  isProxy comments address:Address department:Department employments:Employment
  holidayAllowanceEarned:HolidayAllowanceEarned employeeCategory:EmployeeCategory isAuthProjectOverviewURL pictureId
  companyId
Invoice = invoiceNumber invoiceDate customer:Customer creditedInvoice isCredited invoiceDueDate kid invoiceComment
  comment orders:Order orderLines:OrderLine travelReports:TravelExpense projectInvoiceDetails:ProjectInvoiceDetails
  voucher:Voucher deliveryDate amount amountCurrency amountExcludingVat amountExcludingVatCurrency amountRoundoff
  amountRoundoffCurrency amountOutstanding amountCurrencyOutstanding amountOutstandingTotal
  amountCurrencyOutstandingTotal sumRemits currency:Currency isCreditNote isCharged isApproved postings:Posting
  reminders:Reminder invoiceRemarks invoiceRemark:InvoiceRemark paymentTypeId paidAmount isPeriodizationPossible
  documentId ehfSendStatus
Order = customer:Customer contact:Contact attn:Contact displayName receiverEmail overdueNoticeEmail number reference
  ourContact:Contact ourContactEmployee:Employee department:Department orderDate project:Project invoiceComment
  currency:Currency invoicesDueIn status invoicesDueInType isShowOpenPostsOnInvoices isClosed deliveryDate
  deliveryAddress:DeliveryAddress deliveryComment isPrioritizeAmountsIncludingVat orderLineSorting
  orderGroups:OrderGroup orderLines:OrderLine isSubscription subscriptionDuration subscriptionDurationType
  subscriptionPeriodsOnInvoice subscriptionPeriodsOnInvoiceType subscriptionInvoicingTimeInAdvanceOrArrears
  subscriptionInvoicingTime subscriptionInvoicingTimeType isSubscriptionAutoInvoicing preliminaryInvoice:Invoice
  attachment:Document sendMethodDescription canCreateBackorder invoiceOnAccountVatHigh
  totalInvoicedOnAccountAmountAbsoluteCurrency invoiceSendSMSNotification invoiceSMSNotificationNumber
  markUpOrderLines discountPercentage customerName projectManagerNameAndNumber travelReports:TravelExpense
OrderLine = product:Product inventory:Inventory inventoryLocation:InventoryLocation description count
  unitCostCurrency unitPriceExcludingVatCurrency currency:Currency markup discount vatType:VatType
  amountExcludingVatCurrency amountIncludingVatCurrency order:Order unitPriceIncludingVatCurrency isSubscription
  subscriptionPeriodStart subscriptionPeriodEnd orderGroup:OrderGroup sortIndex isPicked pickedDate orderedQuantity
  isCharged
Payslip = transaction:SalaryTransaction employee:Employee date year month specifications:SalarySpecification
  vacationAllowanceAmount grossAmount amount number department:Department
Posting = voucher:Voucher date description account:Account amortizationAccount:Account amortizationStartDate
  amortizationEndDate customer:Customer supplier:Supplier employee:Employee project:Project product:Product
  department:Department vatType:VatType amount amountCurrency amountGross amountGrossCurrency currency:Currency
  closeGroup:CloseGroup invoiceNumber termOfPayment row type externalRef systemGenerated taxTransactionType
  taxTransactionTypeId matched quantityAmount1 quantityType1:ProductUnit quantityAmount2 quantityType2:ProductUnit
  isVatReadonly isAmountVatClosed postingRuleId
Product = name number displayNumber description orderLineDescription ean elNumber nrfNumber costExcludingVatCurrency
  expenses expensesInPercent costPrice profit profitInPercent priceExcludingVatCurrency priceIncludingVatCurrency
  isInactive discountGroup:DiscountGroup productUnit:ProductUnit isStockItem stockOfGoods availableStock
  incomingStock outgoingStock vatType:VatType currency:Currency department:Department account:Account discountPrice
  supplier:Supplier resaleProduct:Product isDeletable hasSupplierProductConnected weight weightUnit volume
  volumeUnit hsnCode image:Document markupListPercentage markupNetPercentage displayName
  mainSupplierProduct:SupplierProduct isRoundPriceIncVat priceInTargetCurrency purchasePriceCurrency
ProductUnit = displayName displayNameShort name nameEN nameShort nameShortEN commonCode isDeletable
Project = name number displayName description projectManager:Employee department:Department mainProject:Project
  startDate endDate customer:Customer isClosed isReadyForInvoicing isInternal isOffer isFixedPrice
  projectCategory:ProjectCategory deliveryAddress:Address boligmappaAddress:Address displayNameFormat reference
  externalAccountsNumber discountPercentage vatType:VatType fixedprice contributionMarginPercent numberOfSubProjects
  numberOfProjectParticipants orderLines:ProjectOrderLine currency:Currency markUpOrderLines markUpFeesEarned
  isPriceCeiling priceCeilingAmount projectHourlyRates:ProjectHourlyRate forParticipantsOnly
  participants:ProjectParticipant contact:Contact attention:Contact invoiceComment invoicingPlan:Invoice
  preliminaryInvoice:Invoice generalProjectActivitiesPerProjectOnly projectActivities:ProjectActivity
  hierarchyNameAndNumber invoiceDueDate invoiceDueDateType invoiceReceiverEmail overdueNoticeEmail accessType
  useProductNetPrice ignoreCompanyProductDiscountAgreement customerName hierarchyLevel projectManagerNameAndNumber
  totalInvoicedOnAccountAmountAbsoluteCurrency invoiceOnAccountVatHigh invoiceReserveTotalAmountCurrency
ProjectActivity = activity:Activity project:Project startDate endDate isClosed budgetHours budgetHourlyRateCurrency
  budgetFeeCurrency
ProjectParticipant = project:Project employee:Employee adminAccess
PurchaseOrder = number receiverEmail discount internalComment packingNoteMessage transporterMessage comments
  supplier:Supplier deliveryDate receivedDate orderLines:PurchaseOrderline project:Project department:Department
  deliveryAddress:Address creationDate isClosed ourContact:Employee supplierContact:Employee attention:Employee
  status currency:Currency restorder:PurchaseOrder transportType:TransportType pickupPoint:PickupPoint
  document:Document attachment:Document ediDocument:Document lastSentTimestamp lastSentEmployeeName
  hasWholesalerExportUser orderLineSorting
Reminder = reminderDate charge chargeCurrency totalCharge totalChargeCurrency totalAmountCurrency interests
  interestRate termOfPayment currency:Currency type comment kid bankAccountNumber bankAccountIBAN bankAccountSWIFT
  bank
Supplier = name organizationNumber supplierNumber customerNumber isSupplier isCustomer isInactive email bankAccounts
  invoiceEmail overdueNoticeEmail phoneNumber phoneNumberMobile description isPrivateIndividual showProducts
  accountManager:Employee postalAddress:Address physicalAddress:Address deliveryAddress:DeliveryAddress
  category1:CustomerCategory category2:CustomerCategory category3:CustomerCategory
  bankAccountPresentation:CompanyBankAccountPresentation currency:Currency ledgerAccount:Account language
  isWholesaler displayName locale website
SupplierInvoice = invoiceNumber invoiceDate supplier:Supplier invoiceDueDate kidOrReceiverReference voucher:Voucher
  amount amountCurrency amountExcludingVat amountExcludingVatCurrency currency:Currency isCreditNote
  orderLines:OrderLine payments:Posting originalInvoiceDocumentId approvalListElements:VoucherApprovalListElement
  outstandingAmount
TimeClock = employee:Employee project:Project activity:Activity timesheetEntry:TimesheetEntry date timeStart
  timeStop hoursStart lunchBreakDuration
TimesheetEntry = project:Project activity:Activity date hours chargeableHours employee:Employee timeClocks:TimeClock
  comment locked chargeable invoice:Invoice hourlyRate hourlyCost hourlyCostPercentage projectChargeableHours
TravelDetails = isForeignTravel isDayTrip isCompensationFromRates departureDate returnDate
  detailedJourneyDescription departureFrom destination departureTime returnTime purpose
TravelExpense = project:Project employee:Employee approvedBy:Employee completedBy:Employee rejectedBy:Employee
  department:Department payslip:Payslip vatType:VatType paymentCurrency:Currency travelDetails:TravelDetails
  voucher:Voucher attachment:Document isCompleted isApproved rejectedComment isChargeable isFixedInvoicedAmount
  isMarkupInvoicedPercent isIncludeAttachedReceiptsWhenReinvoicing completedDate approvedDate date travelAdvance
  fixedInvoicedAmount markupInvoicedPercent amount chargeableAmountCurrency paymentAmount chargeableAmount
  lowRateVAT mediumRateVAT highRateVAT paymentAmountCurrency number numberAsString invoice:Invoice title displayName
  displayNameWithoutNumber perDiemCompensations:PerDiemCompensation mileageAllowances:MileageAllowance
  accommodationAllowances:AccommodationAllowance costs:Cost attachmentCount state stateName actions:Link
  isSalaryAdmin showPayslip accountingPeriodClosed accountingPeriodVATClosed type
VatType = name number displayName percentage deductionPercentage parentType:VatType
Voucher = date number tempNumber year description voucherType:VoucherType reverseVoucher:Voucher postings:Posting
  document:Document attachment:Document externalVoucherNumber ediDocument:Document supplierVoucherType
  wasAutoMatched vendorInvoiceNumber displayName numberAsString
VoucherType = name displayName
"""
"""A line for each type: its members, with the type behind a colon where they are objects or lists of them."""


def _read(text: str) -> Mapping[str, Mapping[str, str]]:
    types: dict[str, Mapping[str, str]] = {}
    for line in text.strip().replace("\n  ", " ").splitlines():
        name, _, words = line.partition(" = ")
        members = words if name in _WITHOUT_COMMON else f"{_COMMON} {words}"
        types[name] = MappingProxyType({word.partition(":")[0]: word.partition(":")[2] for word in members.split()})
    return MappingProxyType(types)


MEMBERS = _read(_TYPES)
"""Type to its members, and each member to its type: ``""`` where it is a plain value.

>>> MEMBERS["TimesheetEntry"]["project"], MEMBERS["TimesheetEntry"]["hours"]
('Project', '')
"""
