package predict

// All returns the questions of all lessons, in the order in which they are asked.
// Tests use it; a cell that calls it links them all.
func All() []*Question {
	return []*Question{
		&Double, &Count, &Rate, &Exam, &OneStep,
		&LayerNumbers, &MergedLayers, &BentLayers, &Peaks, &LineLearnt, &WithoutReLU, &ThreeLayers,
		&FiveDays, &ThirtyLayers, &SigmoidSaved, &TwiceHe, &ZeroOutputs, &LowerBias, &TwoLinear, &FactorEffect, &AllDead,
		&RealExam, &LuckyCoin, &LearningCurves, &AccuracyLost, &PerfectFit, &NetworkSize, &SixUnits,
		&MorePatients, &NonsenseLabels, &StoppedOrSimple, &OtherHospital, &OtherPatients,
		&FallsAndRises, &TenOnes, &Survivors, &Resting, &AllTeams, &LossWithDropout, &ForgottenEval, &DropoutRate, &DropoutOnOutput,
		&WhenDropoutRests, &TotalLoss, &GradientGrowth, &FloorOfTotal, &TenfoldLambda, &LowerTrainingLoss, &LambdaOne, &LossOverLambda,
		&PenalizedBias, &DecayToLambda,
		&LectureLambda, &NoDiscipline, &DisciplineP, &DisciplineLambda, &DisciplineAdamW, &ConcertWinner, &OtherHall, &LastBatch, &MiniBatches,
		&BestOfHundred, &LeftOut, &SameLoss, &BothEnds, &Level, &Overconfident, &ContainsZero,
	}
}
